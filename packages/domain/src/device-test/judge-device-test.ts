import { type Instant, seconds } from '../instant.ts';

/** The way of a test, from the device to the voice at the centre and back. */
export const TEST_STATIONS = ['broker', 'stored', 'triaged', 'shown', 'receipt', 'answered', 'speech'] as const;
export type TestStation = (typeof TEST_STATIONS)[number];

/** Why a station was not passed; what to do about it, the page says. */
export type MissingReason =
  /** Nothing at all was heard of the device since the test began. */
  | 'no-contact'
  /** It is there, and has sent no test. */
  | 'no-message'
  /** What it sent was refused; see `refused`. */
  | 'rejected'
  | 'not-stored'
  | 'not-triaged'
  /** Nobody at the centre has the page open. */
  | 'no-console'
  | 'no-receipt'
  /** It sent the same again after its receipt: it does not hear us. */
  | 'heard-again'
  | 'no-answer'
  | 'no-speech';

export type StationResult = {
  readonly station: TestStation;
  readonly state: 'waiting' | 'passed' | 'missing' | 'not-asked';
  readonly at: Instant | null;
  readonly milliseconds: number | null;
  readonly reason: MissingReason | null;
};

/** What is known of one test of a device; null: has not happened. */
export type DeviceTestFacts = {
  readonly since: Instant;
  readonly until: Instant;
  /** Whether the centre was to be called. */
  readonly call: boolean;
  /** Whether the device has a voice. */
  readonly speech: boolean;
  readonly lastContact: Instant | null;
  /** When something it sent since was refused. */
  readonly refusedAt: Instant | null;
  /** The latest it sent as a test. `at`: by its own clock. */
  readonly message: {
    readonly at: Instant;
    readonly receivedAt: Instant;
    readonly storedAt: Instant | null;
    readonly receiptAt: Instant | null;
    readonly heardAgainAt: Instant | null;
    readonly triagedAt: Instant | null;
  } | null;
  readonly centre: {
    readonly shownAt: Instant | null;
    readonly answeredAt: Instant | null;
    /** Whether they spoke with each other, and when that was said; null: not said yet. */
    readonly spoke: { readonly made: boolean; readonly at: Instant } | null;
  } | null;
};

/** What is the machine's comes at once, or something is wrong. */
const SENT_WITHIN = seconds(30);
const MACHINE_WITHIN = seconds(5);
const ANSWERED_WITHIN = seconds(120);
const SPOKEN_WITHIN = seconds(60);
/** A device's clock may be wrong; so long is no way to the broker. */
const PLAUSIBLE = seconds(60);

type Await = {
  readonly station: TestStation;
  /** When it was passed; null: not yet. */
  readonly at: Instant | null;
  /** Since when it could have been; null: what comes before it has not happened. */
  readonly from: Instant | null;
  readonly within: number;
  readonly reason: MissingReason;
  /** What is known already to have gone wrong. */
  readonly failed?: boolean;
};

const judge = (
  one: Await,
  { receivedAt, over }: { receivedAt: Instant | null; over: boolean },
  now: Instant,
): StationResult => {
  const { station, at, from, within, reason, failed = false } = one;
  if (at !== null && !failed) {
    const milliseconds = receivedAt === null ? null : Math.max(0, at - receivedAt);
    return { station, state: 'passed', at, milliseconds, reason: null };
  }
  const late = from !== null && now >= from + within;
  const missing = failed || late || (over && from !== null);
  return {
    station,
    state: missing ? 'missing' : 'waiting',
    at: null,
    milliseconds: null,
    reason: missing ? reason : null,
  };
};

const whyNothingCame = ({ since, lastContact, refusedAt }: DeviceTestFacts): MissingReason => {
  if (refusedAt !== null) return 'rejected';
  return lastContact !== null && lastContact >= since ? 'no-message' : 'no-contact';
};

const brokerStation = (facts: DeviceTestFacts, over: boolean, now: Instant): StationResult => {
  const { message, since, refusedAt } = facts;
  const receivedAt = message?.receivedAt ?? null;
  const result = judge(
    {
      ...{ station: 'broker', at: receivedAt, from: since, within: SENT_WITHIN, reason: whyNothingCame(facts) },
      failed: message === null && refusedAt !== null,
    },
    { receivedAt, over },
    now,
  );
  if (message === null) return result;
  const travelled = message.receivedAt - message.at;
  return { ...result, milliseconds: travelled >= 0 && travelled <= PLAUSIBLE ? travelled : null };
};

/** It resends at longer and longer intervals; quiet for longer than the next would have taken, it has heard its receipt. */
const isDeaf = ({ message }: DeviceTestFacts, now: Instant): boolean => {
  if (message === null || message.heardAgainAt === null) return false;
  const next = Math.min(message.heardAgainAt - message.receivedAt, PLAUSIBLE) + MACHINE_WITHIN;
  return now < message.heardAgainAt + next;
};

const notAsked = (station: TestStation): StationResult => ({
  ...{ station, state: 'not-asked', at: null, milliseconds: null, reason: null },
});

/** Whether somebody passed by where only a later station tells: who has answered has seen it. */
const shownAt = ({ centre }: DeviceTestFacts): Instant | null => centre?.shownAt ?? centre?.answeredAt ?? null;

/**
 * Each station of the test with its milliseconds since the message came, in the order of the way. Those before the
 * operator's are the machine's; the last two need a human.
 */
export const judgeDeviceTest = (facts: DeviceTestFacts, now: Instant): readonly StationResult[] => {
  const { message, centre, call, speech } = facts;
  const over = now >= facts.until;
  const receivedAt = message?.receivedAt ?? null;
  const machine = { from: receivedAt, within: MACHINE_WITHIN };
  const station = (one: Await): StationResult => judge(one, { receivedAt, over }, now);
  const deaf = isDeaf(facts, now);
  const triagedAt = message?.triagedAt ?? null;
  const answeredAt = centre?.answeredAt ?? null;
  const spoke = centre?.spoke ?? null;
  return [
    brokerStation(facts, over, now),
    // What is decided on has been stored, whoever has forgotten when.
    station({ station: 'stored', at: message?.storedAt ?? triagedAt, ...machine, reason: 'not-stored' }),
    station({ station: 'triaged', at: triagedAt, ...machine, reason: 'not-triaged' }),
    call
      ? station({ station: 'shown', at: shownAt(facts), from: triagedAt, within: MACHINE_WITHIN, reason: 'no-console' })
      : notAsked('shown'),
    station({
      ...{ station: 'receipt', at: message?.receiptAt ?? null, ...machine },
      ...{ reason: deaf ? 'heard-again' : 'no-receipt', failed: deaf },
    }),
    call
      ? station({ station: 'answered', at: answeredAt, from: triagedAt, within: ANSWERED_WITHIN, reason: 'no-answer' })
      : notAsked('answered'),
    call && speech
      ? station({
          ...{ station: 'speech', at: spoke?.at ?? null, from: answeredAt, within: SPOKEN_WITHIN },
          ...{ reason: 'no-speech', failed: spoke?.made === false },
        })
      : notAsked('speech'),
  ];
};

/** Every station that was asked for; without the centre a test is no test with the centre. */
export const hasPassedTest = (stations: readonly StationResult[]): boolean =>
  stations.some(({ station, state }) => station === 'answered' && state === 'passed') &&
  stations.every(({ state }) => state === 'passed' || state === 'not-asked');

/** Since it hangs there: what it was tested with in the store says nothing of the bathroom. */
export const isTestedWhereItHangs = (facts: DeviceTestFacts, hangsSince: Instant, now: Instant): boolean =>
  facts.since >= hangsSince && hasPassedTest(judgeDeviceTest(facts, now));
