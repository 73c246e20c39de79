import { ringChanges } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';

/**
 * After a commit: wakes the streams and the dispatcher. Nobody waits for it, and nothing hangs on it: both look for
 * themselves each second.
 */
export const tellOthers = (deps: Pick<ApiDeps, 'db' | 'dispatch' | 'log'>, municipalityId: string): void => {
  ringChanges(deps.db).catch((error: unknown) => deps.log.warn({ err: error }, 'changes not rung'));
  deps.dispatch
    .ring({ municipalityId }, { priority: 1, dedupe: municipalityId })
    .catch((error: unknown) => deps.log.warn({ err: error }, 'dispatch not rung'));
};
