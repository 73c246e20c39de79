import { CANARY_KIND, CANARY_PROFILE } from '../canary/canary.ts';
import { eventKind, isCallForHelp } from '../catalogue/catalogue.ts';
import type { EventKindEntry } from '../catalogue/event-kind.ts';
import { isOfFunctionOff } from '../device/device-functions.ts';
import { deviceProfile, profileAccepts } from '../device/device-profiles.ts';
import { type Instant, minutes, seconds } from '../instant.ts';
import type { Mark } from '../triage/triage.ts';
import type { IntakeDecision, IntakeFacts, QuarantineReason, ReadMessage } from './intake.ts';

/** An `at` further ahead of us than this is a clock that is wrong. */
const CLOCK_AHEAD = seconds(60);
/** An `at` further back than this is told as late. */
const LATE = minutes(5);

type Message = Extract<ReadMessage, { kind: 'message' }>;

/** Stored or quarantined, and with which marks: what ingest asks of every single message. */
export const judgeMessage = (facts: IntakeFacts): IntakeDecision => {
  const { read, device, lane } = facts;
  if (device === null) return quarantine('unknown-device', read.messageId);
  if (device.profile === CANARY_PROFILE) return judgeCanary(read);
  // A known device tried to say something on its alarm topic: somebody must ask what.
  const unreadable = lane === 'alarm' ? 'alarm-unreadable' : null;
  if (read.kind === 'unreadable') return quarantine(read.reason, read.messageId, unreadable);
  const entry = eventKind(read.eventKind);
  if (entry === undefined) return quarantine('unknown-kind', read.messageId, unreadable);
  if (entry.raisedBy === 'service') return quarantine('service-only-kind', read.messageId);
  return judgeKnownKind(facts, read, entry, device);
};

/** Ours, and it says one thing. From any other device that is a kind nobody knows. */
const judgeCanary = (read: ReadMessage): IntakeDecision => {
  if (read.kind === 'unreadable') return quarantine(read.reason, read.messageId);
  if (read.eventKind !== CANARY_KIND) return quarantine('outside-profile', read.messageId);
  const { messageId, eventKind: kind, at, seq } = read;
  return { kind: 'store', event: { messageId, kind, at, seq, test: false, data: null, marks: [] } };
};

const judgeKnownKind = (
  facts: IntakeFacts,
  read: Message,
  entry: EventKindEntry,
  device: { readonly profile: string; readonly functionsOff: readonly string[] },
): IntakeDecision => {
  // What only a plan turns into an alarm (an opened door) is no call for help.
  const help = isCallForHelp(read.eventKind);
  const wrongLane = entry.lane !== facts.lane;
  const outsideProfile = !accepts(device.profile, read.eventKind);
  if (wrongLane && !help) return quarantine('wrong-lane', read.messageId);
  if (outsideProfile && !help) return quarantine('outside-profile', read.messageId);
  // No decision grants it any more, or somebody switched it off: it is not to be kept.
  if (isOfFunctionOff(read.eventKind, device.functionsOff) && !help) return quarantine('function-off', read.messageId);
  if (read.dataUnreadable && isNothingWithoutData(entry)) return quarantine('out-of-shape', read.messageId);
  const marks: Mark[] = [];
  if (wrongLane) marks.push('wrong-lane');
  if (outsideProfile) marks.push('outside-profile');
  if (read.dataUnreadable) marks.push('data-dropped');
  return {
    kind: 'store',
    event: {
      messageId: read.messageId,
      kind: read.eventKind,
      at: read.at,
      seq: read.seq,
      test: read.test,
      data: read.dataUnreadable ? null : read.data,
      marks: [...marks, ...clockMarks(read.at, facts.receivedAt)],
    },
  };
};

/** A position, a measurement: it raises nothing, ends nothing, and what it says is in its data. */
const isNothingWithoutData = ({ lane, triage, planDriven, restores }: EventKindEntry): boolean =>
  lane === 'event' && triage === null && planDriven === undefined && restores === undefined;

/** A profile we do not know is our fault, not the device's: nothing is refused for it. */
const accepts = (profileId: string, kind: string): boolean => {
  const profile = deviceProfile(profileId);
  return profile === undefined || profileAccepts(profile, kind);
};

const clockMarks = (at: Instant, receivedAt: Instant): readonly Mark[] => {
  if (at > receivedAt + CLOCK_AHEAD) return ['clock-ahead'];
  return at < receivedAt - LATE ? ['late'] : [];
};

const quarantine = (
  reason: QuarantineReason,
  messageId: string | null,
  raises: 'alarm-unreadable' | null = null,
): IntakeDecision => ({ kind: 'quarantine', reason, messageId, raises });
