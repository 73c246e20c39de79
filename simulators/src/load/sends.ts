import type { Draw } from '../chance/draw.ts';
import type { DeviceClient } from '../device/device-client.ts';
import { type Arrival, spreadEvenly } from './arrivals.ts';
import { RED_KIND } from './choose-devices.ts';

/** One message, who sends it, and when: in milliseconds from the start. */
export type Send = Arrival & { readonly client: DeviceClient };

export function* mixSends(
  arriving: Iterable<Arrival>,
  senders: ReadonlyMap<string, readonly DeviceClient[]>,
  draw: Draw,
): Generator<Send, void> {
  for (const arrival of arriving) {
    const able = senders.get(arrival.kind) ?? [];
    const client = able[Math.floor(draw() * able.length)];
    if (client !== undefined) yield { ...arrival, client };
  }
}

/** A red from each of them, spread over the whole run. */
export const redSends = (clients: readonly DeviceClient[], duration: number, draw: Draw): Send[] => {
  const instants = spreadEvenly(clients.length, duration, draw);
  return clients.map((client, index) => ({ after: instants[index] ?? 0, kind: RED_KIND, client }));
};

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
