import type { DeviceView } from '@varde/contracts';
import type { ApiResult } from '../../api/api-result.ts';
import type { Ask } from '../../api/ask.ts';
import type { Store } from '../../desk/store.ts';
import type { TechnicianState } from '../core/technician-state.ts';
import { deviceIn, type Entry } from './entry.ts';
import { isAlreadyDone } from './is-already-done.ts';
import { markDone, markRefused, markSent, nextToSend, type Outbox } from './outbox.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

export type Sending = {
  /** Sends what may go; called again while it sends, it does nothing more. */
  flush(): void;
};

type Deps = {
  readonly state: Store<TechnicianState>;
  readonly ask: Ask;
  readonly keep: (outbox: Outbox) => void;
  readonly after: (ms: number, run: () => void) => void;
  readonly heardOf: (device: DeviceView) => void;
  /** The device as it is now; undefined: it cannot be had. */
  readonly deviceOf: (id: string) => Promise<DeviceView | undefined>;
  readonly done: (entry: Entry) => void;
};

/** A fault of the service's own, or too much at once: the same again later may do. */
const mayPass = (result: ApiResult<unknown>): boolean =>
  result.kind === 'unreachable' ||
  (result.kind === 'problem' && (result.problem.status >= 500 || result.problem.status === 429));

export const createSending = ({ state, ask, keep, after, heardOf, deviceOf, done }: Deps): Sending => {
  let sending = false;
  let waitMs = FIRST_WAIT_MS;

  const finish = (entry: Entry, device: DeviceView | undefined): void => {
    if (device !== undefined) heardOf(device);
    keep(markDone(state.get().outbox, entry.id, device?.version));
    done(entry);
  };

  /** Functions answer with functions, and a swap with the other device: what it was about is asked for. */
  const afterwards = async (entry: Entry, value: unknown): Promise<DeviceView | undefined> => {
    const device = deviceIn(value);
    if (device?.id === entry.subject || entry.version === undefined) return device;
    if (device !== undefined) heardOf(device);
    return deviceOf(entry.subject);
  };

  /** true: it is settled, one way or the other. */
  const sendOne = async (entry: Entry): Promise<boolean> => {
    keep(markSent(state.get().outbox, entry.id));
    const body = { ...entry.body, ...(entry.version === undefined ? {} : { version: entry.version }) };
    const result = await ask<unknown>(entry.method, entry.path, body);
    if (result.kind === 'signed-out' || mayPass(result)) return false;
    if (result.kind === 'ok') {
      finish(entry, await afterwards(entry, result.value));
      return true;
    }
    if (result.kind !== 'problem') return false;
    const { code, current, faults } = result.problem;
    const device = deviceIn(current);
    if (isAlreadyDone({ ...entry, sends: entry.sends + 1 }, device)) {
      finish(entry, device);
      return true;
    }
    if (device !== undefined) heardOf(device);
    keep(markRefused(state.get().outbox, entry.id, { code, current, ...(faults === undefined ? {} : { faults }) }));
    return true;
  };

  const run = async (): Promise<void> => {
    for (;;) {
      const { session, outbox } = state.get();
      const next = session.kind === 'signed-in' ? nextToSend(outbox, session.me.id) : undefined;
      if (next === undefined) return;
      if (!(await sendOne(next))) {
        after(waitMs, flush);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
        return;
      }
      waitMs = FIRST_WAIT_MS;
    }
  };

  const flush = (): void => {
    if (sending) return;
    sending = true;
    void run().finally(() => {
      sending = false;
    });
  };
  return { flush };
};
