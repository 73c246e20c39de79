import { randomUUID } from 'node:crypto';
import { CANARY_LANES } from '@varde/domain';
import { createLaneWatch, type Database } from '@varde/postgres';
import { type Check, type Log, type Registry, type Running, repeat, reportLanes } from '@varde/runtime';

const LOOK_PAUSE = 3_000;

export type LaneWatcher = Running & { readonly checks: Readonly<Record<string, Check>> };

/**
 * Watches the lanes beside the dispatcher, which sends the canaries: when that is the one that has died, it is told
 * from here.
 */
export const watchLanes = (db: Database, log: Log, registry: Registry): LaneWatcher => {
  const watch = createLaneWatch({
    db,
    now: Date.now,
    newId: randomUUID,
    onTold: (lane, verdict) => {
      if (verdict.kind === 'silent') log.error({ lane, missing: verdict.missing }, 'no canary arrives');
      else log.info({ lane }, 'canaries arrive again');
    },
  });
  const loop = repeat({
    pause: LOOK_PAUSE,
    run: watch.look,
    onError: (error) => log.warn({ err: error }, 'lanes not watched'),
  });
  return { checks: reportLanes(CANARY_LANES, watch, registry), close: loop.close };
};
