import type { Kept } from './outbox.ts';

/** Again after 2, 4, 8 … 60 s. */
export const resendDelay = (tries: number): number => Math.min(2 ** tries, 60) * 1_000;

type Turn = { readonly kept: Kept; readonly dueAt: number };

/** First in, first out; what was taken is forgotten a thousand at a time. */
const createLine = () => {
  let turns: Turn[] = [];
  let taken = 0;
  return {
    add: (turn: Turn): void => {
      turns.push(turn);
    },
    *takeDue(now: number): Generator<Turn, void> {
      for (let next = turns[taken]; next !== undefined && next.dueAt <= now; next = turns[taken]) {
        taken += 1;
        yield next;
      }
      if (taken < 1_000) return;
      turns = turns.slice(taken);
      taken = 0;
    },
  };
};

export type ResendSchedule = {
  /** It was sent just now: gives it its next turn, later each time. */
  sent(kept: Kept, now: number): void;
  /** Those whose turn has come, each once. */
  takeDue(now: number): Iterable<Kept>;
};

/**
 * Who has its turn to be sent again. The delays are few and always the same, so each has a line of its own, where
 * those who came first leave first: nobody looks through all that waits, several times a second.
 */
export const createResendSchedule = (): ResendSchedule => {
  const lines = new Map<number, ReturnType<typeof createLine>>();
  return {
    sent(kept, now) {
      const delay = resendDelay(kept.tries);
      kept.dueAt = now + delay;
      const line = lines.get(delay) ?? createLine();
      lines.set(delay, line);
      line.add({ kept, dueAt: kept.dueAt });
    },
    *takeDue(now) {
      for (const line of lines.values()) {
        // Sent in between, on a connection that came back: it has another turn.
        for (const { kept, dueAt } of line.takeDue(now)) if (kept.dueAt === dueAt) yield kept;
      }
    },
  };
};
