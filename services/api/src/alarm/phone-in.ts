import type { phonedAlarmBody } from '@varde/contracts';
import {
  type Colour,
  chooseQueue,
  decideCommand,
  eventKind,
  type Instant,
  type NewAlarm,
  newAlarm,
  seconds,
} from '@varde/domain';
import {
  type Database,
  findMunicipality,
  findResidentHome,
  insertAlarm,
  loadCommandFacts,
  saveAlarm,
  type Tx,
} from '@varde/postgres';
import type { z } from 'zod';
import { actorOf, type Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';

type Body = z.output<typeof phonedAlarmBody>;

const phonedAlarm = (kind: string, colour: Colour, target: number, now: Instant): NewAlarm =>
  newAlarm({
    queue: chooseQueue(colour, { test: false, inService: true }),
    colour,
    condition: 'active',
    kind,
    test: false,
    receivedAt: now,
    answerBy: now + seconds(target),
    messageIds: [],
    events: 0,
    raised: { maxSeq: null, maxAt: now, maxAtWithoutSeq: now },
    matchValue: null,
    why: [{ code: 'reported-by-phone' }],
  });

const answerAtOnce = async (tx: Tx, id: string, who: Identity, now: Instant): Promise<void> => {
  const facts = await loadCommandFacts(tx, who.municipalityId, id);
  if (facts === null) throw new Error('the alarm was inserted in this transaction');
  const decision = decideCommand(facts.alarm, { kind: 'answer' }, actorOf(who), now, facts.targets);
  if (decision.kind !== 'apply') return;
  await saveAlarm(tx, facts.alarm, decision.alarm, { action: 'answered', actorId: who.id, detail: {} }, now);
};

/** Somebody phoned in about a resident: an alarm like any other, without a device. Gives its id. */
export const phoneIn = async (db: Database, id: string, body: Body, who: Identity, now: Instant): Promise<string> => {
  const kind = eventKind(body.kind);
  if (kind === undefined) throw new ApiProblem(400, 'kind-unknown', 'There is no such kind of event.');
  const home = await findResidentHome(db, who.municipalityId, body.residentId);
  if (home === null) throw notFound('resident');
  const municipality = await findMunicipality(db, who.municipalityId);
  if (municipality === null) throw new Error('whoever asks has a municipality');
  const colour = body.colour ?? kind.triage ?? 'yellow';
  const alarm = phonedAlarm(body.kind, colour, municipality.targets[colour], now);
  const context = {
    municipalityId: who.municipalityId,
    deviceId: null,
    residentIds: [body.residentId],
    homeId: home.homeId,
    place: null,
  };
  const detail = { by: 'phone', ...(body.note === undefined ? {} : { text: body.note }) };
  await db.transaction().execute(async (tx) => {
    await insertAlarm(tx, id, alarm, context, { action: 'raised', actorId: who.id, detail }, now);
    if (body.answer) await answerAtOnce(tx, id, who, now);
  });
  return id;
};
