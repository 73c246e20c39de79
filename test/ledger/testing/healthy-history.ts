import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deleteReceipts, loadWaitingReceipts, type NewEvent, storeEvents, storeQuarantined } from '@varde/postgres';
import {
  insertAvailable,
  insertDevice,
  insertHome,
  insertMunicipality,
  insertPlan,
  TEST_MUNICIPALITY,
  type TestDatabase,
  testEvent,
} from '@varde/postgres/testing';
import { createMetrics } from '@varde/runtime';
import { applyCommand, type PersonsCommand } from '../../../services/api/src/alarm/apply-command.ts';
import { phoneIn } from '../../../services/api/src/alarm/phone-in.ts';
import type { Identity } from '../../../services/api/src/identity/identity.ts';
import { createDispatch } from '../../../services/dispatcher/src/dispatch.ts';
import { createDispatcherMetrics } from '../../../services/dispatcher/src/metrics.ts';
import { createRunner } from '../../../services/triage/src/testing/triage-bench.ts';

const HOUR = 3_600_000;
const DAYTIME = Date.parse('2026-01-10T11:00:00Z');
const NIGHT = Date.parse('2026-01-10T22:30:00Z');

export type History = {
  /** The book of what was sent. */
  readonly book: string;
  readonly operators: readonly [string, string];
  /** Events by what they are in the story. */
  readonly events: Readonly<
    Record<'fire' | 'fireAgain' | 'doorByDay' | 'doorByNight' | 'doorWithoutPlan' | 'call' | 'cancelled', string>
  >;
  readonly alarms: Readonly<Record<'fire' | 'call' | 'phoned', string>>;
  readonly devices: Readonly<Record<'smoke' | 'social' | 'door' | 'otherDoor', string>>;
  remove(): Promise<void>;
};

type Line = { deviceId: string; id: string; kind: string; at: string; state: 'stored' | 'rejected' | null };

/**
 * A quiet hour, written by the services' own functions: a fire that repeats and ends, doors by day and night with and
 * without a plan, a call that is cancelled, an id used twice, a refused message, a phone call; offered, answered,
 * released and closed. Everything in it is as it must be.
 */
export const writeHealthyHistory = async (database: TestDatabase): Promise<History> => {
  const { db, query } = database;
  const began = Date.now() - HOUR;
  let clock = began;
  const now = (): number => clock;
  const { triageEvents } = createRunner(db, 'alarm', now);
  const lines: Line[] = [];

  await insertMunicipality(db);
  const home = await insertHome(db);
  const [resident = ''] = home.residentIds;
  const other = await insertHome(db);
  await insertPlan(db, resident, [
    { kinds: ['door-opened'], hours: { from: '22:00', to: '07:00' }, colour: 'orange' },
    { kinds: ['bed-left'], colour: null },
  ]);
  const device = (profile: string, homeId: string) => insertDevice(db, { profile, homeId });
  const smoke = await device('smoke-detector', home.id);
  const door = await device('door-sensor', home.id);
  const otherDoor = await device('door-sensor', other.id);
  const social = await device('social-alarm', home.id);
  const operators = [await insertAvailable(db, began), await insertAvailable(db, began)] as const;

  const say = async (deviceId: string, kind: string, change: Partial<NewEvent> = {}): Promise<string> => {
    clock += 1_000;
    const event = testEvent(deviceId, clock, { kind, ...change });
    const [stored] = await storeEvents(db, [event]);
    if (stored === undefined) throw new Error('the event is not news');
    await triageEvents([stored.id]);
    const { messageId: id, at } = event;
    lines.push({ deviceId, id, kind, at: new Date(at).toISOString(), state: 'stored' });
    return stored.id;
  };
  const alarmOf = async (eventId: string): Promise<string> => {
    const [row] = await query<{ alarm_id: string }>('select alarm_id from event where id = $1', eventId);
    return row?.alarm_id ?? '';
  };
  const dispatch = createDispatch({
    db,
    now,
    announce: async () => undefined,
    metrics: createDispatcherMetrics(createMetrics('test')),
  });
  const identity = (id: string): Identity => ({
    id,
    name: '',
    username: id,
    role: 'operator',
    municipalityId: TEST_MUNICIPALITY,
    sessionId: null,
    expiresAt: clock + HOUR,
  });
  const act = async (operatorId: string, alarmId: string, command: PersonsCommand): Promise<void> => {
    clock += 1_000;
    const outcome = await applyCommand(db, alarmId, command, identity(operatorId), clock);
    if (outcome.kind !== 'applied') throw new Error(`${command.kind}: ${JSON.stringify(outcome)}`);
  };
  const offered = async (alarmId: string): Promise<string> => {
    await query('update presence set seen_at = $1', new Date(clock));
    await dispatch(null);
    const [row] = await query<{ operator_id: string | null }>('select operator_id from alarm where id = $1', alarmId);
    if (!row?.operator_id) throw new Error('nobody was offered the alarm');
    return row.operator_id;
  };
  const close = { kind: 'close', cause: 'false-alarm', action: 'talked' } as const;

  const fire = await say(smoke, 'fire-alarm');
  const fireAlarm = await alarmOf(fire);
  const first = await offered(fireAlarm);
  const fireAgain = await say(smoke, 'fire-alarm');
  await act(first, fireAlarm, { kind: 'answer' });
  await act(first, fireAlarm, { kind: 'release' });
  const second = await offered(fireAlarm);
  await act(second, fireAlarm, { kind: 'answer' });
  await say(smoke, 'fire-restored');
  await act(second, fireAlarm, close);

  const doorByDay = await say(door, 'door-opened', { at: DAYTIME });
  const doorByNight = await say(door, 'door-opened', { at: NIGHT });
  const doorWithoutPlan = await say(otherDoor, 'door-opened');

  const messageId = randomUUID();
  const call = await say(social, 'alarm-button-pressed', { messageId });
  const callAlarm = await alarmOf(call);
  await say(social, 'battery-low', { messageId });
  const cancelled = await say(social, 'user-cancelled');
  const third = await offered(callAlarm);
  await act(third, callAlarm, { kind: 'answer' });
  await act(third, callAlarm, { kind: 'contact', made: true });
  await act(third, callAlarm, { kind: 'shelve', until: clock + HOUR / 2, reason: 'ringes opp' });
  clock += HOUR / 2 + 2_000;
  await dispatch(null);

  const phoned = randomUUID();
  const asked = { residentId: resident, kind: 'alarm-button-pressed', answer: false };
  await phoneIn(db, phoned, asked, identity(first), clock);

  const refused = { deviceId: smoke, id: randomUUID(), kind: 'coffee-ready', at: new Date(clock).toISOString() };
  await storeQuarantined(db, [
    {
      receivedAt: clock,
      topic: `varde/v1/${smoke}/event`,
      deviceId: smoke,
      messageId: refused.id,
      reason: 'unknown-kind',
      payload: Buffer.from('{}'),
    },
  ]);
  lines.push({ ...refused, state: 'rejected' }, { ...refused, id: randomUUID(), state: null });
  // The broker has taken them.
  const waiting = await loadWaitingReceipts(db, 100);
  await deleteReceipts(
    db,
    waiting.map(({ id }) => id),
  );

  const folder = await mkdtemp(path.join(tmpdir(), 'varde-ledger-'));
  const book = path.join(folder, 'book.ndjson');
  await writeFile(book, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return {
    book,
    operators,
    events: { fire, fireAgain, doorByDay, doorByNight, doorWithoutPlan, call, cancelled },
    alarms: { fire: fireAlarm, call: callAlarm, phoned },
    devices: { smoke, social, door, otherDoor },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
