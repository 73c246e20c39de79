import { randomUUID } from 'node:crypto';
import { CANARY_LANES, CANARY_PERIOD } from '@varde/domain';
import { createLaneWatch, type Database, noteCanaryDispatched } from '@varde/postgres';
import { type Check, type Log, type Registry, type Running, repeat, reportLanes } from '@varde/runtime';
import { createSendCanaries } from './send-canaries.ts';

const LOOK_PAUSE = 3_000;

export type CanariesOptions = {
  readonly db: Database;
  readonly publish: (topic: string, body: string, qos: 0 | 1) => Promise<void>;
  readonly log: Log;
  readonly registry: Registry;
};

export type Canaries = Running & {
  /** The dispatch queue has brought the job that triage rang for a canary. */
  arrived(): Promise<void>;
  /** The lanes as dependencies of this process. */
  readonly checks: Readonly<Record<string, Check>>;
};

/** Sends canaries along every lane and watches whether they arrive. */
export const startCanaries = ({ db, publish, log, registry }: CanariesOptions): Canaries => {
  const warn = (message: string) => (error: unknown) => log.warn({ err: error }, message);
  const send = createSendCanaries({ db, publish, now: Date.now, newId: randomUUID, onError: warn('canary not sent') });
  const watch = createLaneWatch({
    db,
    now: Date.now,
    newId: randomUUID,
    onTold: (lane, verdict) => {
      if (verdict.kind === 'silent') log.error({ lane, missing: verdict.missing }, 'no canary arrives');
      else log.info({ lane }, 'canaries arrive again');
    },
  });
  const loops = [
    repeat({ pause: CANARY_PERIOD, run: send, onError: warn('canaries not sent') }),
    repeat({ pause: LOOK_PAUSE, run: watch.look, onError: warn('lanes not watched') }),
  ];
  return {
    arrived: () => noteCanaryDispatched(db, Date.now()),
    checks: reportLanes(CANARY_LANES, watch, registry),
    close: async () => {
      await Promise.all(loops.map((loop) => loop.close()));
    },
  };
};
