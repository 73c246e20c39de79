import type { DecisionView } from '@varde/contracts';
import type { DecisionRecord } from '@varde/postgres';
import { omitNull } from '../omit-null.ts';

export const presentDecision = ({ id, number, residentId, ...decision }: DecisionRecord): DecisionView => ({
  id,
  number,
  residentId,
  validFrom: decision.validFrom,
  grants: decision.grants.map((grant) => ({ ...grant })),
  orders: [...decision.orders],
  version: decision.version,
  change: decision.change,
  ...omitNull({ validUntil: decision.validUntil, ended: decision.ended }),
});
