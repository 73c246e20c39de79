import { type Draw, waitingTime } from '../chance/draw.ts';
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
 * `count` instants, one somewhere in each equal part of `duration` milliseconds. At the same place in each part they
 * would beat with whatever timer has that period.
 */
export function* evenly(count: number, duration: number, draw: Draw): Generator<number, void> {
  for (let part = 0; part < count; part += 1) yield ((part + draw()) * duration) / count;
}
