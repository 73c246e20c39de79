import { RED_KIND } from '../crew/floor.ts';
import type { Fault } from '../fault.ts';
import { leaveAll, openDevices, writeOwnBook } from '../own-device.ts';

const DAY = 86_400_000;
const CLOCKS = 6;

export const CLOCK_WRONG: Fault = {
  name: 'clock-wrong',
  what: "devices' clocks are a day ahead or behind",
  hits: ['devices'],
  promised: { kind: 'no-delay' },
  prepare: async (scene) => {
    const devices = await openDevices(scene, CLOCKS);
    return async () => {
      const struckAt = Date.now();
      const sending = Promise.all(
        devices.map((device, n) => device.say(RED_KIND, { at: Date.now() + (n % 2 === 0 ? DAY : -DAY) })),
      );
      return {
        mend: async () => {
          await sending;
          await leaveAll(devices);
          return [];
        },
        books: async () => [await writeOwnBook(scene, devices)],
        check: async () => {
          const unseen = devices.filter(({ id }) => scene.crew.firstSeen(id, struckAt) === null);
          return unseen.length === 0 ? [] : [`${unseen.length} fires with a wrong clock reached no operator`];
        },
      };
    };
  },
};
