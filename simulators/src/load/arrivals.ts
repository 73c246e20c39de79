import { between, type Draw, waitingTime } from '../chance/draw.ts';
import type { Mix } from './mix.ts';

/** One message to be sent: when, in milliseconds from the start, and what. */
export type Arrival = { readonly after: number; readonly kind: string };

const drawKind = (mix: Mix, total: number, draw: Draw): string => {
  let rest = draw() * total;
  let last = '';
  for (const [kind, weight] of mix) {
    last = kind;
    rest -= weight;
    if (rest < 0) break;
  }
  return last;
};

/**
 * When each message is meant to be sent: by chance (Poisson), `rate` a second for `duration` milliseconds, decided
 * beforehand, so that a slow service cannot slow the load that measures it (coordinated omission).
 */
export function* arrivals(rate: number, duration: number, mix: Mix, draw: Draw): Generator<Arrival, void> {
  if (rate === 0) return;
  const total = [...mix.values()].reduce((sum, weight) => sum + weight, 0);
  for (let after = waitingTime(draw, 1_000 / rate); after < duration; after += waitingTime(draw, 1_000 / rate)) {
    yield { after, kind: drawKind(mix, total, draw) };
  }
}

/**
 * `count` instants spread over `duration` milliseconds: one somewhere in each equal part of it. At the same place in
 * each they would beat with whatever timer has that period.
 */
export const spreadEvenly = (count: number, duration: number, draw: Draw): number[] =>
  Array.from({ length: count }, (_, part) => between(draw, part, part + 1) * (duration / count));
