import { type Instant, seconds } from '../instant.ts';
import { orderWaiting } from './compare-waiting.ts';
import type { FreeOperator, Offer, OfferFacts } from './waiting.ts';

/** How long one operator has an alarm to themselves before the next is asked. */
const OFFER_RED = seconds(8);
const OFFER_OTHER = seconds(15);

const longestFreeFirst = (a: FreeOperator, b: FreeOperator): number =>
  a.freeSince - b.freeSince || (a.id < b.id ? -1 : 1);

/**
 * Who is asked about which alarm now: in the order of the waiting list, each to the longest free operator who has not
 * been asked about it. One alarm per operator, one operator per alarm. What all the free have been asked about is left
 * out: it rings for everybody.
 */
export const chooseOffers = (facts: OfferFacts, now: Instant): Offer[] => {
  const free = facts.free.toSorted(longestFreeFirst);
  const offers: Offer[] = [];
  for (const alarm of orderWaiting(facts.waiting, now)) {
    if (free.length === 0) break;
    const place = free.findIndex(({ id }) => !alarm.askedOperators.includes(id));
    const [operator] = place === -1 ? [] : free.splice(place, 1);
    if (operator === undefined) continue;
    const until = now + (alarm.colour === 'red' ? OFFER_RED : OFFER_OTHER);
    offers.push({ alarmId: alarm.id, operatorId: operator.id, until });
  }
  return offers;
};
