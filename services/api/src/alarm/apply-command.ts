import { type Alarm, type AlarmCommand, decideCommand, type RefusalCode, TEST_CALL } from '@varde/domain';
import { type Database, endTestCall, enqueueReceipts, loadCommandFacts, saveAlarm, type Tx } from '@varde/postgres';
import { actorOf, type Identity } from '../identity/identity.ts';

export type CommandOutcome =
  | { readonly kind: 'applied' | 'unchanged' | 'raced' | 'unknown' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly text: string };

/** What people may ask of an alarm, and what its change row calls it; the service's own clocks are elsewhere. */
const ACTIONS = {
  offer: 'offered',
  answer: 'answered',
  release: 'released',
  colour: 'colour',
  note: 'note',
  contact: 'contact',
  respond: 'respond',
  shelve: 'shelved',
  close: 'closed',
} as const satisfies Partial<Record<AlarmCommand['kind'], string>>;

export type PersonsCommand = Extract<AlarmCommand, { kind: keyof typeof ACTIONS }>;

/** The device hears that a human has its alarm, and that it is over. */
const receiptFor = (command: PersonsCommand): 'answered' | 'closed' | null => {
  if (command.kind === 'answer') return 'answered';
  return command.kind === 'close' ? 'closed' : null;
};

/** Load → decide → apply, once. `raced`: somebody changed it in between, and nothing was written. */
export const tryCommand = async (
  tx: Tx,
  alarmId: string,
  command: PersonsCommand,
  who: Identity,
  now: number,
): Promise<CommandOutcome> => {
  const facts = await loadCommandFacts(tx, who.municipalityId, alarmId);
  if (facts === null) return { kind: 'unknown' };
  const decision = decideCommand(facts.alarm, command, actorOf(who), now, facts.targets);
  if (decision.kind === 'refuse') return { kind: 'refused', code: decision.code, text: decision.text };
  if (decision.kind === 'unchanged') return { kind: 'unchanged' };
  // Before the alarm is written: whoever triages locks the device first, too.
  if (command.kind === 'answer' && facts.alarm.kind === TEST_CALL) await endTestCall(tx, alarmId);
  const change = { action: ACTIONS[command.kind], actorId: who.id, detail: decision.detail };
  if (!(await saveAlarm(tx, facts.alarm, decision.alarm, change, now))) return { kind: 'raced' };
  const receipt = receiptFor(command);
  if (receipt !== null) await enqueueReceipts(tx, decision.alarm, receipt, now);
  return { kind: 'applied' };
};

const TRIES = 5;

/** Decides anew when it loses a race: another's change seldom stands in the way of this one. */
export const applyCommand = async (
  db: Database,
  alarmId: Alarm['id'],
  command: PersonsCommand,
  who: Identity,
  now: number,
): Promise<CommandOutcome> => {
  let outcome: CommandOutcome = { kind: 'raced' };
  for (let attempt = 0; attempt < TRIES && outcome.kind === 'raced'; attempt += 1) {
    outcome = await db.transaction().execute((tx) => tryCommand(tx, alarmId, command, who, now));
  }
  return outcome;
};
