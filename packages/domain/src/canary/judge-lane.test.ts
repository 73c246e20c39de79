import { describe, expect, test } from 'vitest';
import { seconds } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { CANARY_PERIOD, type CanaryLane } from './canary.ts';
import { judgeLane, type LaneFacts, SILENT_AFTER } from './judge-lane.ts';

const ago = (n: number): number => NOW - seconds(n);
/** All of it went well five seconds ago. */
const lane = (name: CanaryLane, given: Partial<LaneFacts> = {}): LaneFacts => ({
  lane: name,
  tried: ago(5),
  sent: ago(5),
  stored: ago(5),
  decided: ago(5),
  arrived: ago(5),
  ...given,
});
const judge = (facts: LaneFacts, watchedSince = ago(3_600)) => judgeLane(facts, watchedSince, NOW);
const silent = (missing: string) => ({ kind: 'silent', missing });

describe('judgeLane', () => {
  test('one canary missing is nothing, two are', () => {
    expect(judge(lane('alarm', { arrived: NOW - CANARY_PERIOD - seconds(9) }))).toEqual({ kind: 'in-order' });
    expect(judge(lane('alarm', { arrived: NOW - SILENT_AFTER }))).toEqual({ kind: 'in-order' });
    expect(judge(lane('alarm', { arrived: NOW - SILENT_AFTER - 1 }))).toEqual(silent('not-rung'));
  });

  test('names the first step they do not reach', () => {
    const late = ago(60);
    const dead = { sent: late, stored: late, decided: late, arrived: late };
    expect(judge(lane('alarm', dead))).toEqual(silent('not-sent'));
    expect(judge(lane('alarm', { ...dead, sent: ago(5) }))).toEqual(silent('not-stored'));
    expect(judge(lane('event', { ...dead, sent: ago(5), stored: ago(5) }))).toEqual(silent('not-decided'));
    expect(judge(lane('event', { arrived: null }))).toEqual(silent('not-rung'));
    expect(judge(lane('status', { stored: null, decided: null, arrived: null }))).toEqual(silent('not-stored'));
  });

  test('without a sender nothing is known of the lanes, and the dispatcher is told of', () => {
    const late = ago(60);
    const all = { tried: late, sent: late, stored: late, decided: late, arrived: late };
    expect(judge(lane('alarm', all))).toEqual({ kind: 'unknown' });
    expect(judge(lane('status', all))).toEqual({ kind: 'unknown' });
    expect(judge(lane('dispatch', all))).toEqual(silent('not-sent'));
  });

  test('the dispatch queue is not blamed for a lane before it', () => {
    expect(judge(lane('dispatch', { sent: ago(60), arrived: ago(60) }))).toEqual({ kind: 'unknown' });
    expect(judge(lane('dispatch', { arrived: ago(60) }))).toEqual(silent('not-rung'));
  });

  test('time when we ourselves did not look never counts', () => {
    const never = { sent: null, stored: null, decided: null, arrived: null };
    expect(judge(lane('alarm', never), ago(20))).toEqual({ kind: 'unknown' });
    expect(judge(lane('alarm', never), ago(26))).toEqual(silent('not-sent'));
    expect(judge(lane('alarm'), NOW)).toEqual({ kind: 'in-order' });
  });
});
