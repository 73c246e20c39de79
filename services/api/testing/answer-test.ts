import type { TestApi } from './test-api.ts';

/** As when what a device without a voice sent in test mode came through to the centre, and an operator answered. */
export const answerTest = async ({ database }: Pick<TestApi, 'database'>, deviceId: string): Promise<void> => {
  await database.query(
    `with called as (
      insert into alarm (id, municipality_id, device_id, queue, colour, state, condition, kind, test, received_at,
        colour_since, answer_by, answered_at, raised, why, change)
      values (gen_random_uuid(), '1103', $1, 'operator', 'blue', 'closed', 'active', 'test-call', true,
        now(), now(), now(), now(), '{}', '[]', nextval('change_seq')) returning id, change),
    said as (
      insert into event (municipality_id, device_id, message_id, kind, at, received_at, test, lane, outcome, alarm_id)
      select '1103', $1, gen_random_uuid(), 'fall-detected', now(), now(), true, 'alarm', 'raised', id from called
      returning id, message_id),
    changed as (
      insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, detail)
      select called.change, now(), '1103', 'alarm', called.id, 1, 'raised', json_build_object('eventId', said.id::text)
      from called, said),
    tested as (
      insert into device_test (device_id, since, message_id, received_at, stored_at, receipt_at, shown_at)
      select $1, now(), message_id, now(), now(), now(), now() from said)
    update device set test_call = true, test_until = now() + interval '5 minutes' where id = $1`,
    deviceId,
  );
};
