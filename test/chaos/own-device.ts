import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceMessage } from '@varde/contracts';
import { eventKind } from '@varde/domain';
import { connectDevice, registerDevice, type TestDevice } from '../harness/device.ts';
import type { Scene } from './scene.ts';

type Line = {
  readonly deviceId: string;
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly sentAt: number;
  state: 'stored' | 'rejected' | null;
};

/** A device of a fault's own, with its own account. It keeps what it says until it has a receipt, as devices do. */
export type OwnDevice = {
  readonly id: string;
  readonly lines: readonly Line[];
  /** Resolves when the service has it, or with `state` null when it gave up. */
  say(kind: string, fields?: { readonly at?: number; readonly seq?: number }): Promise<void>;
  /** Loses its connection, and comes back when told. */
  drop(): Promise<void>;
  back(): Promise<void>;
  leave(): Promise<void>;
};

const GIVE_UP = 60_000;
const AGAIN_AFTER = 2_000;
const LOOK_EVERY = 20;

/** What the first receipt for a message says; null: none has come for a while. */
const stateOf = async ({ receipts }: TestDevice, id: string): Promise<Line['state']> => {
  const end = Date.now() + AGAIN_AFTER;
  for (;;) {
    const receipt = receipts.find((one) => one.id === id);
    if (receipt !== undefined) return receipt.state === 'rejected' ? 'rejected' : 'stored';
    if (Date.now() > end) return null;
    await sleep(LOOK_EVERY);
  }
};

const openDevice = async (scene: Scene): Promise<OwnDevice> => {
  const { mqtt } = await scene.state();
  const { device, credential } = await registerDevice(scene.technician, 'smoke-detector');
  const connected = await connectDevice(mqtt, device.id, credential);
  const lines: Line[] = [];
  return {
    id: device.id,
    lines,
    say: async (kind, { at = Date.now(), seq } = {}) => {
      const sentAt = Date.now();
      const message: DeviceMessage = {
        id: randomUUID(),
        kind,
        at: new Date(at).toISOString(),
        ...(seq === undefined ? {} : { seq }),
      };
      const { id } = message;
      const line: Line = { deviceId: device.id, id, kind, at: message.at, sentAt, state: null };
      lines.push(line);
      const channel = eventKind(kind)?.lane ?? 'event';
      while (line.state === null && Date.now() < sentAt + GIVE_UP) {
        // Without a connection it goes out when there is one.
        connected.sendRaw(channel, JSON.stringify(message)).catch(() => undefined);
        line.state = await stateOf(connected, id);
      }
    },
    drop: () => connected.client.endAsync(true),
    back: async () => {
      const connecting = new Promise<void>((resolve) => connected.client.once('connect', () => resolve()));
      connected.client.reconnect();
      await connecting;
    },
    leave: () => connected.disconnect(),
  };
};

/** Registering asks the broker for an account, and it writes all of them anew each time: a few at once. */
const AT_ONCE = 10;

/**
 * So many smoke detectors, each with an account of its own. They are in stock, where the load does not take them for
 * its own, and where a fire is a fire all the same.
 */
export const openDevices = async (scene: Scene, count: number): Promise<OwnDevice[]> => {
  const devices: OwnDevice[] = [];
  for (let begun = 0; begun < count; begun += AT_ONCE) {
    const some = Math.min(AT_ONCE, count - begun);
    devices.push(...(await Promise.all(Array.from({ length: some }, () => openDevice(scene)))));
  }
  return devices;
};

export const leaveAll = async (devices: readonly OwnDevice[]): Promise<void> => {
  await Promise.all(devices.map((device) => device.leave()));
};

/** What these devices have said, as a book for the ledger. */
export const writeOwnBook = async (scene: Scene, devices: readonly OwnDevice[]): Promise<string> => {
  const book = scene.file('own-book.ndjson');
  const lines = devices.flatMap((device) => device.lines.map((line) => `${JSON.stringify(line)}\n`));
  await writeFile(book, lines.join(''));
  return book;
};
