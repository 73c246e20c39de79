import { deviceSchema, swapBody } from '@varde/contracts';
import { decideSwap } from '@varde/domain';
import { type DeviceRecord, lockDevice, revokeAccount, saveDevice, type Tx } from '@varde/postgres';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import type { BrokerDesk } from '../device/broker-desk.ts';
import { deviceById } from '../device/change-device.ts';
import { refuseStep, requireSeen } from '../device/refuse-step.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

/** Both, in the order of their ids: two swaps with each other's devices do not wait for one another. */
const lockBoth = async (tx: Tx, who: Identity, oldId: string, nextId: string) => {
  const locked = new Map<string, DeviceRecord | null>();
  for (const id of [oldId, nextId].toSorted()) locked.set(id, await lockDevice(tx, who.municipalityId, id));
  const [old, next] = [locked.get(oldId), locked.get(nextId)];
  if (!old || !next) throw notFound('device');
  return { old, next };
};

export const deviceSwapRoute = (app: App, deps: ApiDeps, desk: BrokerDesk): void => {
  app.post(
    '/api/devices/:id/swap',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'A prepared device takes its place and all it had; it comes back itself. Answers with the new one',
        tags: ['devices'],
        params: idParams,
        body: swapBody,
        response: { 200: deviceSchema, ...problems },
      },
    },
    async (request) => {
      const who = identityOf(request);
      const { id } = request.params;
      const nextId = request.body.with.toLowerCase();
      if (nextId === id) throw new ApiProblem(400, 'swap-with-itself', 'A device cannot take its own place.');
      await deps.db.transaction().execute(async (tx) => {
        const now = deps.now();
        const { old, next } = await lockBoth(tx, who, id, nextId);
        requireSeen(old, request.body.version);
        const decision = decideSwap(old, next, now);
        if (decision.kind === 'refused') throw refuseStep(decision.of === 'old' ? old : next, 'swap', decision.refusal);
        await revokeAccount(tx, who.municipalityId, id, 'device', now);
        const by = { actorId: who.id };
        await saveDevice(tx, old, decision.old, { action: 'swapped', detail: { by: nextId }, ...by }, now);
        const fields = { ...decision.next, replaces: id };
        await saveDevice(tx, next, fields, { action: 'swapped-in', detail: { for: id }, ...by }, now);
      });
      tellOthers(deps, who.municipalityId);
      await desk.throwOut(id);
      return deviceById(deps, who, nextId);
    },
  );
};
