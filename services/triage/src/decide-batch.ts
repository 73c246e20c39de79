import {
  decideTriage,
  effectiveAt,
  isCanaryDevice,
  isOpening,
  mayBeChatter,
  quietChatter,
  type TriageDecision,
  type TriageFacts,
  type TriageOutcome,
} from '@varde/domain';
import {
  countRecentSameKind,
  type Database,
  type EventOutcome,
  type Executor,
  endAbsence,
  findUnlockRights,
  loadTriageBatch,
  pipelineOf,
  ringChanges,
  saveEventOutcomes,
  type Tx,
  type UndecidedEvent,
} from '@varde/postgres';
import { type Applying, applyEffect } from './apply-effect.ts';
import { createDeviceProgress, type DeviceProgress } from './device-progress.ts';
import { DecisionFailed } from './triage-error.ts';
import { createWrites } from './writes.ts';

export type BatchOptions = {
  readonly db: Database;
  readonly now: () => number;
  readonly newId: () => string;
  /** Whether the streams are rung by the commit itself. */
  readonly ringsInCommit: boolean;
};

/**
 * Milliseconds a batch may hold its devices: hundreds of alarms raised in one go (a power cut) would hold up a fire of
 * one of those devices until the last of them is written.
 */
const HOLD_LIMIT = 50;

/** What came of a batch once it is committed. */
export type BatchResult = {
  /** Of what devices say; canaries are no news. */
  readonly outcomes: readonly TriageOutcome[];
  /** Not come to within the limit: for the next transaction. */
  readonly left: readonly string[];
  /** Where alarms changed. A canary's too: so it goes on to the dispatcher by the way an alarm does. */
  readonly municipalities: ReadonlySet<string>;
};

/** With `bare` facts nothing but the event speaks: for when the plans or what was seen before cannot be read. */
const decide = (facts: TriageFacts, bare: boolean): TriageDecision => {
  try {
    return decideTriage(bare ? { ...facts, plans: [], restores: [], absence: null, vacated: null } : facts);
  } catch (error) {
    throw new DecisionFailed(`event ${facts.event.id} could not be decided`, { cause: error });
  }
};

/** Asked only about what raises: most of what devices say raises nothing, and is not counted. */
const hearChatter = async (
  pipeline: Executor,
  facts: TriageFacts,
  decision: TriageDecision,
): Promise<TriageDecision> => {
  const { event, device, open } = facts;
  if (!mayBeChatter(event, decision)) return decision;
  return quietChatter(decision, open, await countRecentSameKind(pipeline, device.id, event));
};

/** Asked only about what tells of an opening. */
const withUnlockRights = async (
  pipeline: Executor,
  facts: TriageFacts,
  homeId: string | null,
): Promise<TriageFacts> => {
  if (!isOpening(facts.event.kind) || homeId === null) return facts;
  return { ...facts, unlockRights: await findUnlockRights(pipeline, homeId, effectiveAt(facts.event)) };
};

/** What was ended by one device's event of this batch is over for all of its devices. */
const withoutEnded = (facts: TriageFacts, endedAbsences: ReadonlySet<string>): TriageFacts =>
  facts.absence !== null && endedAbsences.has(facts.absence.id) ? { ...facts, absence: null } : facts;

const decideOne = async (
  applying: Applying,
  undecided: UndecidedEvent,
  progress: DeviceProgress,
  { bare, endedAbsences }: { readonly bare: boolean; readonly endedAbsences: Set<string> },
): Promise<EventOutcome> => {
  const { event } = undecided;
  const { homeId } = progress.facts.context;
  const known = withoutEnded(progress.factsFor(undecided), endedAbsences);
  const facts = await withUnlockRights(applying.pipeline, known, homeId);
  const decision = await hearChatter(applying.pipeline, facts, decide(facts, bare));
  // The event's own effect comes first; the alarm it went to is that one's.
  const alarmIds: string[] = [];
  for (const effect of decision.effects) alarmIds.push(await applyEffect(applying, effect, event, progress));
  if (decision.endsAbsence !== null) {
    endedAbsences.add(decision.endsAbsence);
    // Awaited: it is several statements, one after the other.
    await endAbsence(applying.pipeline, decision.endsAbsence, null, applying.now);
  }
  progress.decided({ ...event, marks: decision.marks });
  return { id: event.id, outcome: decision.outcome, marks: decision.marks, alarmId: alarmIds[0] ?? null };
};

const changedAlarms = (outcomes: readonly EventOutcome[]): readonly string[] => [
  ...new Set(outcomes.flatMap(({ alarmId }) => (alarmId === null ? [] : [alarmId]))),
];

/**
 * Decides the events among `ids` that nobody has decided yet, in one transaction: locks their devices, loads the
 * facts, decides in the order of storing, writes; at least one of them. Rejects with nothing written.
 */
export const decideBatch = async (
  { db, now, newId, ringsInCommit }: BatchOptions,
  ids: readonly string[],
  bare = false,
): Promise<BatchResult> => {
  const writes = createWrites();
  const inTransaction = async (tx: Tx): Promise<BatchResult> => {
    const at = now();
    const pipeline = await pipelineOf(tx);
    const batch = await loadTriageBatch(pipeline, ids, at);
    const until = now() + HOLD_LIMIT;
    const progress = new Map([...batch.devices].map(([id, facts]) => [id, createDeviceProgress(facts)]));
    const outcomes: EventOutcome[] = [];
    const endedAbsences = new Set<string>();
    const told: TriageOutcome[] = [];
    const municipalities = new Set<string>();
    for (const undecided of batch.events) {
      if (outcomes.length > 0 && now() > until) break;
      const device = progress.get(undecided.deviceId);
      if (device === undefined) throw new Error('an event was loaded without its device');
      const outcome = await decideOne({ pipeline, writes, now: at, newId }, undecided, device, { bare, endedAbsences });
      outcomes.push(outcome);
      if (!isCanaryDevice(undecided.deviceId)) told.push(outcome.outcome);
      if (outcome.alarmId !== null || isCanaryDevice(undecided.deviceId))
        municipalities.add(device.facts.context.municipalityId);
    }
    if (outcomes.length > 0) await writes.add(saveEventOutcomes(pipeline, outcomes));
    if (ringsInCommit && municipalities.size > 0) {
      await writes.add(ringChanges(pipeline, changedAlarms(outcomes)));
    }
    await writes.sent();
    const left = batch.events.slice(outcomes.length).map(({ event }) => event.id);
    return { outcomes: told, left, municipalities };
  };
  // The writes travel with the commit. Where one of them fails all is taken back, and it is the one that says why.
  return db.transaction().execute(inTransaction).finally(writes.settled);
};
