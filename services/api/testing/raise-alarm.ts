import { randomUUID } from 'node:crypto';
import { type Colour, DEFAULT_ANSWER_TARGETS, type NewAlarm, newAlarm } from '@varde/domain';
import { insertAlarm, ringChanges } from '@varde/postgres';
import { insertDevice, insertHome, TEST_MUNICIPALITY, type TestDatabase } from '@varde/postgres/testing';

export type Raised = { readonly id: string; readonly deviceId: string; readonly residentId: string };

/** An alarm as triage would have raised it, at a resident's with a social alarm. */
export const raiseAlarm = async (
  { db }: TestDatabase,
  changes: Partial<NewAlarm> & { colour?: Colour } = {},
  now = Date.now(),
): Promise<Raised> => {
  const home = await insertHome(db);
  const residentId = home.residentIds[0] as string;
  const deviceId = await insertDevice(db, { profile: 'social-alarm', homeId: home.id, residentId });
  const colour = changes.colour ?? 'orange';
  const alarm: NewAlarm = {
    ...newAlarm({
      queue: 'operator',
      colour,
      condition: 'active',
      kind: 'alarm-button-pressed',
      test: false,
      receivedAt: now,
      answerBy: now + DEFAULT_ANSWER_TARGETS[colour] * 1_000,
      messageIds: [randomUUID()],
      events: 1,
      raised: { maxSeq: null, maxAt: now, maxAtWithoutSeq: now },
      matchValue: null,
      why: [{ code: 'kind', values: { kind: 'alarm-button-pressed', colour } }],
    }),
    ...changes,
  };
  const id = randomUUID();
  const context = {
    municipalityId: TEST_MUNICIPALITY,
    deviceId,
    residentIds: [residentId],
    homeId: home.id,
    place: 'Bad',
  };
  await db.transaction().execute(async (tx) => {
    await insertAlarm(tx, id, alarm, context, { action: 'raised', actorId: null, detail: {} }, now);
  });
  await ringChanges(db);
  return { id, deviceId, residentId };
};
