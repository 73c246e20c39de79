import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmView } from '@varde/contracts';
import { between, type Draw } from '../chance/draw.ts';
import { ApiError } from '../platform/api-client.ts';
import { drawConversation } from './conversation.ts';
import type { Desk } from './desk.ts';

export type Shift = {
  answered(alarm: AlarmView): void;
  closed(): void;
  /** Somebody else was quicker, or the alarm had changed. */
  raced(): void;
};

export type OperatorOptions = {
  readonly desk: Desk;
  readonly draw: Draw;
  /** Talks so many times faster than people do. */
  readonly speed: number;
  readonly shift: Shift;
  readonly signal: AbortSignal;
  readonly onFault: (error: unknown) => void;
};

/** Milliseconds between looks while nobody waits, and after a fault. */
const LOOK_EVERY = 1_000;
const AFTER_FAULT = 2_000;

const isRace = (error: unknown): boolean => error instanceof ApiError && error.status === 409;

/** Takes the next, answers, talks, closes. False: nobody waited. Hands the alarm back when told to stop midway. */
const handleOne = async ({ desk, draw, speed, shift, signal }: OperatorOptions): Promise<boolean> => {
  const next = await desk.next();
  if (next === null) return false;
  const alarm = await desk.answer(next.id);
  shift.answered(alarm);
  const { talk, contact, cause, action } = drawConversation(alarm, draw);
  try {
    await desk.contact(alarm.id, contact);
    await sleep(talk / speed, undefined, { signal });
    await desk.close(alarm.id, { cause, action });
    shift.closed();
  } catch (error) {
    if (signal.aborted) await desk.release(alarm.id).catch(() => undefined);
    throw error;
  }
  return true;
};

/** One operator's shift, until the signal is aborted; then no longer available. */
export const runOperator = async (options: OperatorOptions): Promise<void> => {
  const { desk, draw, shift, signal, onFault } = options;

  let present = false;

  const work = async (): Promise<number> => {
    try {
      if (!present) await desk.present(true);
      present = true;
      return (await handleOne(options)) ? 0 : between(draw, 0.5, 1.5) * LOOK_EVERY;
    } catch (error) {
      if (signal.aborted) return 0;
      if (!isRace(error)) {
        onFault(error);
        present = false;
        return AFTER_FAULT;
      }
      shift.raced();
      return 0;
    }
  };

  while (!signal.aborted) {
    const pause = await work();
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
  await desk.present(false).catch(onFault);
};
