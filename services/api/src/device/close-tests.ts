import { findOpenTests } from '@varde/postgres';
import { applyCommand } from '../alarm/apply-command.ts';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';

/** What a device sent to be tested is over when it has passed; what somebody else has in hand is left to them. */
export const closeTests = async (
  deps: Pick<ApiDeps, 'db' | 'dispatch' | 'log' | 'now'>,
  who: Identity,
  deviceId: string,
): Promise<void> => {
  for (const id of await findOpenTests(deps.db, deviceId))
    await applyCommand(deps.db, id, { kind: 'close', cause: 'test', action: 'technician' }, who, deps.now());
  tellOthers(deps, who.municipalityId);
};
