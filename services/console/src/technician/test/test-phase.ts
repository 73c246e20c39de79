import type { DeviceTestView } from '@varde/contracts';
import type { Instant } from '@varde/domain';
import { TEST_STATIONS } from '@varde/domain';
import type { Station, StationName } from './device-test-view.ts';

/** What the page is about right now, the loudest first. */
export type TestPhase =
  /** Not begun, or long over. */
  | { readonly kind: 'start' }
  /** Begun, and the device has said nothing yet: somebody has to press it. */
  | { readonly kind: 'press'; readonly minutesLeft: number }
  /** It is red: say that it was the test, within these seconds. */
  | { readonly kind: 'confirm'; readonly alarmId: string; readonly secondsLeft: number }
  /** It is red and nobody said in time that it was the test: the operators have it. */
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'real' }
  | { readonly kind: 'under-way'; readonly minutesLeft: number }
  /** Something did not come, and will not by itself. */
  | { readonly kind: 'stuck'; readonly station: Station; readonly minutesLeft: number }
  | { readonly kind: 'passed' }
  /** The time ran out before all of it came. */
  | { readonly kind: 'ran-out'; readonly station: Station | undefined };

const until = (at: string | undefined, now: Instant): number =>
  at === undefined ? 0 : Math.max(0, Date.parse(at) - now);

const isOpen = (test: DeviceTestView, now: Instant): boolean => test.open && until(test.until, now) > 0;

/** Not answered: nobody has said yet that it was the test. */
const isUnconfirmed = (state: string): boolean => state === 'queued' || state === 'offered';

const missing = (test: DeviceTestView): Station | undefined =>
  test.stations.find((station) => station.state === 'missing');

const hasBegun = (test: DeviceTestView): boolean => test.stations.some((station) => station.state === 'passed');

export const testPhase = (test: DeviceTestView | undefined, now: Instant): TestPhase => {
  if (test === undefined || (test.since === undefined && !test.open)) return { kind: 'start' };
  if (test.real !== undefined) return { kind: 'real' };
  const { alarm } = test;
  if (alarm?.confirmBy !== undefined && isUnconfirmed(alarm.state)) {
    const secondsLeft = Math.ceil(until(alarm.confirmBy, now) / 1_000);
    return secondsLeft > 0 ? { kind: 'confirm', alarmId: alarm.id, secondsLeft } : { kind: 'handed-over' };
  }
  if (test.passed) return { kind: 'passed' };
  const station = missing(test);
  if (!isOpen(test, now))
    return hasBegun(test) || station !== undefined ? { kind: 'ran-out', station } : { kind: 'start' };
  const minutesLeft = Math.max(1, Math.ceil(until(test.until, now) / 60_000));
  if (station !== undefined) return { kind: 'stuck', station, minutesLeft };
  return hasBegun(test) ? { kind: 'under-way', minutesLeft } : { kind: 'press', minutesLeft };
};

/** Before anything is known the same stations stand there, so that nothing moves when they come. */
export const stationsOf = (test: DeviceTestView | undefined): readonly Station[] =>
  TEST_STATIONS.map(
    (station) => test?.stations.find((one) => one.station === station) ?? ({ station, state: 'waiting' } as const),
  );

/** The one being waited for: the first that neither came nor went missing. */
export const awaited = (stations: readonly Station[]): StationName | undefined =>
  stations.find((one) => one.state === 'waiting')?.station;

export const share = (stations: readonly Station[]): { readonly passed: number; readonly of: number } => {
  const asked = stations.filter((one) => one.state !== 'not-asked');
  return { passed: asked.filter((one) => one.state === 'passed').length, of: asked.length };
};

const REASONS = [
  'no-contact',
  'rejected',
  'not-stored',
  'not-triaged',
  'no-console',
  'no-receipt',
  'heard-again',
  'no-answer',
  'no-speech',
  'not-confirmed',
] as const;
export type Reason = (typeof REASONS)[number];

/** "rejected:function-off" is why, and what came with it. A reason nobody knows yet is none. */
export const readReason = (
  reason: string | undefined,
): { readonly code: Reason; readonly detail: string } | undefined => {
  const [first = '', ...rest] = (reason ?? '').split(':');
  const code = REASONS.find((one) => one === first.trim());
  return code === undefined ? undefined : { code, detail: rest.join(':').trim() };
};

/** What is new since last: for those who hear the page. */
export const newlySettled = (before: readonly Station[], after: readonly Station[]): readonly Station[] =>
  after.filter((station) => {
    const was = before.find((one) => one.station === station.station)?.state;
    return station.state !== was && (station.state === 'passed' || station.state === 'missing');
  });
