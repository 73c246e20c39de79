import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../../harness/record.ts';
import { RED_KIND } from '../crew/floor.ts';
import type { Fault } from '../fault.ts';
import { leaveAll, openDevices, writeOwnBook } from '../own-device.ts';

/** A fire, its end, the same fire again, and a battery: what one device may have to say at once. */
const STORY: readonly { readonly kind: string; readonly seq: number }[] = [
  { kind: RED_KIND, seq: 1 },
  { kind: 'fire-restored', seq: 2 },
  { kind: RED_KIND, seq: 3 },
  { kind: 'battery-low', seq: 4 },
];

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, n) => permutations(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));

const STATES = `
  select device_id::text as id, json_agg(json_build_array(kind, colour, condition, events) order by kind)::text as state
  from alarm where device_id = any($1::uuid[]) group by device_id`;

export const EVERY_ORDER: Fault = {
  name: 'every-order',
  what: 'one device says four things in every order there is',
  hits: ['devices'],
  promised: { kind: 'no-delay' },
  prepare: async (scene) => {
    const orders = permutations(STORY);
    const devices = await openDevices(scene, orders.length);
    return async () => {
      scene.crew.hold(devices.map(({ id }) => id));
      const at = Date.now();
      const sending = Promise.all(
        devices.map(async (device, n) => {
          const said: Promise<void>[] = [];
          for (const { kind, seq } of orders[n] ?? []) {
            said.push(device.say(kind, { seq, at: at + seq }));
            await sleep(5);
          }
          await Promise.all(said);
        }),
      );
      let ends = new Set<string>();
      return {
        mend: async () => {
          await sending;
          // Decided at the latest by the sweep.
          await sleep(3_000);
          const states = await query<{ id: string; state: string }>(scene.databaseUrl, STATES, [
            devices.map(({ id }) => id),
          ]);
          ends = new Set(states.map(({ state }) => state));
          scene.crew.hold([]);
          await leaveAll(devices);
          return [];
        },
        books: async () => [await writeOwnBook(scene, devices)],
        check: async () => (ends.size === 1 ? [] : [`${ends.size} ends of one story: ${[...ends].join(' | ')}`]),
      };
    };
  },
};
