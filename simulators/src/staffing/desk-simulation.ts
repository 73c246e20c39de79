import type { WaitingAlarm } from '@varde/domain';
import type { Policy } from './policy.ts';

/** Somebody rings: all times in milliseconds. */
export type Call = WaitingAlarm & {
  /** How long an operator is busy with it. */
  readonly service: number;
};

/** How long it waited for an operator. */
export type Answered = { readonly call: Call; readonly wait: number };

export type Desk = {
  /** In the order of `receivedAt`. */
  readonly calls: readonly Call[];
  readonly operators: number;
  readonly policy: Policy;
};

const takeNext = (waiting: Call[], policy: Policy, now: number): Call | undefined => {
  let best = 0;
  for (let index = 1; index < waiting.length; index += 1) {
    const [candidate, leader] = [waiting[index], waiting[best]];
    if (candidate !== undefined && leader !== undefined && policy(candidate, leader, now) < 0) best = index;
  }
  const [taken] = waiting.splice(best, 1);
  return taken;
};

/**
 * A discrete-event simulation of a centre: whoever comes free takes the first of the waiting list and is not
 * interrupted. Every call is answered in the end.
 */
export const simulateDesk = ({ calls, operators, policy }: Desk): Answered[] => {
  const freeAt = Array.from({ length: operators }, () => 0);
  const waiting: Call[] = [];
  const answered: Answered[] = [];
  let next = 0;

  while (answered.length < calls.length) {
    const soonest = Math.min(...freeAt);
    // With nobody waiting, the free operator waits for the next to ring.
    const now = waiting.length > 0 ? soonest : Math.max(soonest, calls[next]?.receivedAt ?? soonest);
    for (let call = calls[next]; call !== undefined && call.receivedAt <= now; call = calls[next]) {
      waiting.push(call);
      next += 1;
    }
    const call = takeNext(waiting, policy, now);
    if (call === undefined) continue;
    answered.push({ call, wait: now - call.receivedAt });
    freeAt[freeAt.indexOf(soonest)] = now + call.service;
  }
  return answered;
};
