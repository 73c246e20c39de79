import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { leaveAll, openDevices, writeOwnBook } from '../own-device.ts';

/** All at some instant within these milliseconds. */
const CROWDED = 10_000;

export const CROWD: Fault = {
  name: 'crowd',
  what: 'every device signs in again within ten seconds',
  hits: ['sessions'],
  promised: { kind: 'first-red', within: 5_000 },
  prepare: async (scene) => {
    const { crowd: count, fault } = scene.plan;
    const devices = await openDevices(scene, count);
    const within = Math.min(CROWDED, fault);
    return async () => {
      const returning = Promise.all(
        devices.map(async (device, n) => {
          await device.drop();
          await sleep((within * n) / count);
          await device.back();
          await device.say('battery-ok');
        }),
      );
      return {
        mend: async () => {
          await returning;
          await leaveAll(devices);
          return [];
        },
        books: async () => [await writeOwnBook(scene, devices)],
      };
    };
  },
};
