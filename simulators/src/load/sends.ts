import type { Draw } from '../chance/draw.ts';
import type { DeviceClient } from '../device/device-client.ts';
import type { Status } from '../device/heartbeat-body.ts';
import { type Arrival, evenly } from './arrivals.ts';
import { RED_KIND } from './choose-devices.ts';

/** Something to be sent, and when: in milliseconds from the start. `since`: the same instant on the steady clock. */
export type Send = { readonly after: number; go(since: number): void };

type Sender = Pick<DeviceClient, 'say'>;

export const say = (client: Sender, { after, kind }: Arrival): Send => ({
  after,
  go: (since) => client.say({ kind }, since),
});

/** Milliseconds. */
const TURN = 2;

export type Senders = {
  /** Who may send each kind, those of one gateway side by side. */
  readonly byKind: ReadonlyMap<string, readonly Sender[]>;
  /** So many side by side take turns with the next so many. */
  readonly together: number;
  readonly draw: Draw;
};

/**
 * Who sends each is drawn from those who may and have their turn. Everybody gets as many; but what is said within a
 * moment comes from one gateway, and leaves, and is answered, in few writes instead of one for each.
 */
export function* mixSends(arriving: Iterable<Arrival>, { byKind, together, draw }: Senders): Generator<Send, void> {
  for (const arrival of arriving) {
    const able = byKind.get(arrival.kind) ?? [];
    const first = Math.floor(arrival.after / TURN) * together;
    const client = able[(first + Math.floor(draw() * together)) % able.length];
    if (client !== undefined) yield say(client, arrival);
  }
}

/** A red from each of them, spread over the whole run. */
export function* redSends(clients: readonly Sender[], duration: number, draw: Draw): Generator<Send, void> {
  const instants = evenly(clients.length, duration, draw);
  for (const client of clients) {
    const { value: after } = instants.next();
    if (after !== undefined) yield say(client, { after, kind: RED_KIND });
  }
}

const STATUS: Status = { battery: 90, rssi: -70 };

/** `beat` is told whose turn it is: 0, 1, 2 … */
export function* heartbeatSends(
  count: number,
  duration: number,
  draw: Draw,
  beat: (turn: number, status: Status) => void,
): Generator<Send, void> {
  let turn = 0;
  for (const after of evenly(count, duration, draw)) {
    const own = turn;
    yield { after, go: () => beat(own, STATUS) };
    turn += 1;
  }
}

/** Two runs, each in order, as one. */
export function* inOrder(one: Iterable<Send>, other: Iterable<Send>): Generator<Send, void> {
  const rest = other[Symbol.iterator]();
  let next = rest.next();
  for (const send of one) {
    for (; next.done !== true && next.value.after < send.after; next = rest.next()) yield next.value;
    yield send;
  }
  for (; next.done !== true; next = rest.next()) yield next.value;
}
