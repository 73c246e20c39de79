import { describe, expect, test } from 'vitest';
import { eventKind } from '../catalogue/catalogue.ts';
import { DEFAULT_ANSWER_TARGETS } from '../colour.ts';
import { deviceProfile, profileAccepts } from '../device/device-profiles.ts';
import { judgeMessage } from '../intake/judge-message.ts';
import { NOW, someFacts } from '../test-data.ts';
import { decideTriage } from '../triage/decide-triage.ts';
import { CANARY_KIND, CANARY_LANES, CANARY_PROFILE, type CanaryLane } from './canary.ts';
import type { MissingStep } from './judge-lane.ts';
import { LANE_ALARM_KINDS, laneAlarms } from './lane-alarm.ts';

const told = (lane: CanaryLane, missing: MissingStep): string[] =>
  laneAlarms(lane, missing, DEFAULT_ANSWER_TARGETS, NOW).map(({ queue, colour }) => `${queue} ${colour}`);

describe('laneAlarms', () => {
  test('tells operators what they cannot see, and technicians always', () => {
    expect(told('alarm', 'not-stored')).toEqual(['technician blue', 'operator red']);
    expect(told('dispatch', 'not-sent')).toEqual(['technician blue', 'operator orange']);
    expect(told('event', 'not-decided')).toEqual(['technician blue', 'operator yellow']);
    expect(told('status', 'not-stored')).toEqual(['technician blue']);
  });

  test('leaves operators in peace while the sweep finds everything', () => {
    for (const lane of CANARY_LANES) expect(told(lane, 'not-rung')).toEqual(['technician blue']);
  });

  test('says why, by when, and is of a kind that no device may send', () => {
    const [, red] = laneAlarms('alarm', 'not-stored', DEFAULT_ANSWER_TARGETS, NOW);
    expect(red).toMatchObject({ why: [{ code: 'canary-not-stored' }], receivedAt: NOW, answerBy: NOW + 30_000 });
    for (const kind of Object.values(LANE_ALARM_KINDS)) {
      expect(eventKind(kind)?.raisedBy).toBe('service');
      expect(profileAccepts(deviceProfile('social-alarm')!, kind)).toBe(false);
    }
  });
});

describe('a canary', () => {
  const read = {
    kind: 'message',
    messageId: 'm',
    eventKind: CANARY_KIND,
    at: NOW,
    seq: null,
    test: false,
    data: null,
    dataUnreadable: false,
  } as const;
  const judge = (profile: string, eventKind: string = CANARY_KIND) =>
    judgeMessage({
      lane: 'alarm',
      read: { ...read, eventKind },
      device: { profile, functionsOff: [] },
      receivedAt: NOW,
    });

  test('is stored from its own device, whatever the lane, and raises nothing', () => {
    expect(judge(CANARY_PROFILE)).toMatchObject({ kind: 'store', event: { kind: CANARY_KIND, marks: [] } });
    const facts = someFacts({ kind: CANARY_KIND }, { device: { profile: CANARY_PROFILE }, idReused: true });
    expect(decideTriage(facts)).toEqual({ outcome: 'recorded', marks: [], effects: [], endsAbsence: null });
  });

  test('from any other device is a kind nobody knows', () => {
    expect(judge('social-alarm')).toMatchObject({ kind: 'quarantine', reason: 'unknown-kind' });
    expect(eventKind(CANARY_KIND)).toBeUndefined();
    expect(deviceProfile(CANARY_PROFILE)).toBeUndefined();
  });

  test('says nothing else: its device calls for no help', () => {
    expect(judge(CANARY_PROFILE, 'fire-alarm')).toEqual({
      kind: 'quarantine',
      reason: 'outside-profile',
      messageId: 'm',
      raises: null,
    });
  });
});
