import { createApiClient } from '../../harness/api.ts';
import { readStackState, tokenFor } from '../../harness/stack.ts';
import { createFloor, type Floor } from './floor.ts';
import { runOperator } from './operator.ts';

/** The operators of a run. */
export type Crew = Pick<Floor, 'firstSeen' | 'anySince' | 'faults'> & {
  /** What these devices raise is answered and not closed, until the next call. */
  hold(deviceIds: readonly string[]): void;
  close(): Promise<void>;
};

export const startCrew = async (dir: string, operators: number): Promise<Crew> => {
  const { api } = await readStackState(dir);
  const floor = createFloor();
  const stop = new AbortController();
  let held = new Set<string>();
  const tokens = await Promise.all(
    Array.from({ length: operators }, (_, n) => tokenFor(dir, 'operator', `chaos-${n + 1}`)),
  );
  const working = tokens.map((token) =>
    runOperator({
      api: createApiClient(api, token),
      floor,
      isHeld: (deviceId) => held.has(deviceId),
      signal: stop.signal,
    }),
  );
  return {
    firstSeen: floor.firstSeen,
    anySince: floor.anySince,
    faults: floor.faults,
    hold: (deviceIds) => {
      held = new Set(deviceIds);
    },
    close: async () => {
      stop.abort();
      await Promise.allSettled(working);
    },
  };
};
