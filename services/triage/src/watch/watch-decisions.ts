import { type Day, deviceProfile, functionsToStop, isIdle, localDay, nextEnd } from '@varde/domain';
import {
  type DecisionRecord,
  type DeviceRecord,
  findDueDecisions,
  findGrantedDevices,
  findGrantees,
  forgetPosition,
  holdDecisionsOf,
  lockDevice,
  saveDecisionDue,
  saveDevice,
  type Tx,
} from '@varde/postgres';
import type { Look, Watching } from './watching.ts';

/** Decisions at one look. */
const AT_ONCE = 20;

/**
 * Ends what a decision granted on the day it ends: those functions of the resident's devices are switched off, what they
 * say of it is refused from then on, and a device that is left with nothing to do is to be fetched.
 */
export const createDecisionWatch = ({ db, now, announce }: Watching): Look => {
  const stop = async (tx: Tx, device: DeviceRecord, today: Day): Promise<void> => {
    const profile = deviceProfile(device.profile);
    if (profile === undefined) return;
    const decisions = await holdDecisionsOf(tx, await findGrantees(tx, device));
    const stopped = functionsToStop(profile, device.functionsOff, { decisions, today });
    if (stopped.length === 0) return;
    const functionsOff = [...device.functionsOff, ...stopped.map((one) => one.function)];
    const fields = {
      functionsOff,
      ...(isIdle(profile, functionsOff) ? { collectSince: device.collectSince ?? now() } : {}),
    };
    if (functionsOff.includes('position')) await forgetPosition(tx, device.id);
    await saveDevice(tx, device, fields, { action: 'functions-stopped', actorId: null, detail: { stopped } }, now());
  };

  const stopAllOf = async (decision: DecisionRecord, today: Day): Promise<void> => {
    const { municipalityId, residentId } = decision;
    for (const { id } of await findGrantedDevices(db, residentId)) {
      await db.transaction().execute(async (tx) => {
        const device = await lockDevice(tx, municipalityId, id);
        if (device !== null) await stop(tx, device, today);
      });
    }
    await saveDecisionDue(db, decision, nextEnd(decision, today));
    announce([municipalityId]);
  };

  return async () => {
    const today = localDay(now());
    for (const decision of await findDueDecisions(db, today, AT_ONCE)) await stopAllOf(decision, today);
  };
};
