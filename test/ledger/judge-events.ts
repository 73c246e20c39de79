import {
  CANARY_PROFILE,
  canBePaused,
  ceasesWithResident,
  DEFAULT_ANSWER_TARGETS,
  type DeviceState,
  decideTriage,
  EVENT_KINDS,
  isAtHome,
  isOpening,
  type Mark,
  type PlanRule,
  REUSED_ID,
  type ResponsePlan,
  TEST_CALL,
} from '@varde/domain';
import type { Client } from 'pg';

/** Events judged by the domain in one go. */
const ROWS = 5_000;

/**
 * A plan approved while an event waited may or may not have been asked; there either outcome is right. Nothing waits
 * for longer than this.
 */
const PLAN_GRACE = '1 hour';

/** The catalogue as rows, to be joined with the events. */
const KINDS = JSON.stringify(
  Object.entries(EVENT_KINDS).map(([kind, { triage, planDriven, category, raisedBy }]) => ({
    kind,
    raises: triage !== null,
    plan_driven: planDriven === true,
    technical: category === 'technical' || triage === 'blue',
    by_service: raisedBy === 'service',
  })),
);

/**
 * What SQL can say by itself. A kind with a colour raises always, whatever the plans; one the catalogue does not know
 * does, too. Of the others those that no plan of the home ever gave a colour raise nothing, but for a plan-driven kind
 * in a home that had no plan; what the user cancelled raises nothing, whatever a plan says, nor does a canary. What is
 * left (`by_plan`) hangs on a plan's rules and hours.
 */
const JUDGE = `
  with place as (
    select device.id as device_id, coalesce(device.home_id, resident.home_id) as home_id,
      device.profile = '${CANARY_PROFILE}' as canary
    from device left join resident on resident.id = device.resident_id
  ), home_plan as (
    select resident.home_id, min(plan.approved_at) as first_approved
    from response_plan plan join resident on resident.id = plan.resident_id
    group by resident.home_id
  ), coloured as (
    select distinct resident.home_id, kinds.kind
    from response_plan plan
    join resident on resident.id = plan.resident_id
    cross join lateral jsonb_array_elements(plan.rules) as rule
    cross join lateral jsonb_array_elements_text(rule -> 'kinds') as kinds (kind)
    where rule ->> 'colour' is not null
  )
  insert into judgement (event_id, device_id, message_id, alarm_id, decided, by_plan, must)
  select event.id, event.device_id, event.message_id, event.alarm_id, event.outcome is not null,
    coloured.kind is not null,
    case
      when place.canary then false
      when known.kind is null or known.raises then true
      when coloured.kind is not null then null
      when not known.plan_driven then false
      when home_plan.first_approved is null then true
      when home_plan.first_approved > event.received_at + interval '${PLAN_GRACE}' then true
      when home_plan.first_approved > event.received_at then null
      else false
    end
  from event
  join place on place.device_id = event.device_id
  left join known_kind known on known.kind = event.kind
  left join home_plan on home_plan.home_id = place.home_id
  left join coloured on coloured.home_id = place.home_id and coloured.kind = event.kind
    and event.kind <> 'user-cancelled'`;

/** Those a plan decides, each with the plans that were in force when it was received. */
const PLANNED = `
  declare planned no scroll cursor for
  select event.id, event.kind, event.at, event.received_at, event.seq, event.test, event.data, event.marks,
    device.id as device_id, device.profile, device.state, plans.plans, plans.changed
  from judgement
  join event on event.id = judgement.event_id
  join device on device.id = event.device_id
  left join resident owner on owner.id = device.resident_id
  cross join lateral (
    select coalesce(jsonb_agg(to_jsonb(plan)) filter (where plan.version is not null), '[]') as plans,
      bool_or(plan.changed) as changed
    from resident
    cross join lateral (
      select plan.version, plan.rules, plan.time_critical_medicine, exists (
          select from response_plan later
          where later.resident_id = resident.id and later.approved_at > event.received_at
            and later.approved_at <= event.received_at + interval '${PLAN_GRACE}') as changed
      from (select) always
      left join lateral (
        select version, rules, time_critical_medicine from response_plan
        where resident_id = resident.id and approved_at <= event.received_at
        order by version desc limit 1) plan on true) plan
    where resident.home_id = coalesce(device.home_id, owner.home_id)) plans
  where judgement.by_plan`;

type PlannedRow = {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly received_at: Date;
  readonly seq: string | null;
  readonly test: boolean;
  readonly data: Record<string, unknown> | null;
  readonly marks: Mark[];
  readonly device_id: string;
  readonly profile: string;
  readonly state: DeviceState;
  readonly plans: readonly { version: number; rules: PlanRule[]; time_critical_medicine: boolean }[];
  readonly changed: boolean | null;
};

const toPlan = (plan: PlannedRow['plans'][number]): ResponsePlan => ({
  residentId: '',
  version: plan.version,
  rules: plan.rules,
  timeCriticalMedicine: plan.time_critical_medicine,
  steps: [],
});

/** Does this event, by itself, raise an alarm? The domain says so; nothing that was written down is asked. */
const raises = (row: PlannedRow): boolean => {
  const { effects } = decideTriage({
    event: {
      id: row.id,
      messageId: '',
      kind: row.kind,
      at: row.at.getTime(),
      receivedAt: row.received_at.getTime(),
      seq: row.seq === null ? null : Number(row.seq),
      test: row.test,
      data: row.data,
      marks: row.marks,
    },
    device: {
      id: row.device_id,
      profile: row.profile,
      inService: isAtHome(row.state),
      testUntil: null,
      testCall: false,
    },
    plans: row.plans.map(toPlan),
    residents: row.plans.length,
    targets: DEFAULT_ANSWER_TARGETS,
    open: [],
    restores: [],
    responders: [],
    unlockRights: [],
    absence: null,
    vacated: null,
    idReused: false,
  });
  return effects.some(({ kind }) => kind === 'raise');
};

const judgePlanned = async (client: Client): Promise<void> => {
  await client.query(PLANNED);
  for (;;) {
    const { rows } = await client.query<PlannedRow>(`fetch ${ROWS} from planned`);
    if (rows.length === 0) break;
    const judged = rows.filter(({ changed }) => changed !== true).map((row) => ({ id: row.id, must: raises(row) }));
    await client.query(
      `update judgement set must = judged.must
       from jsonb_to_recordset($1) as judged (id bigint, must boolean) where judgement.event_id = judged.id`,
      [JSON.stringify(judged)],
    );
  }
  await client.query('close planned');
};

/**
 * What raised or joined each alarm, by the change log: an event, or the service itself (a lane that is silent, a power
 * cut), which it does with the kinds that are its own.
 */
const CAUSES = `
  insert into cause (event_id, alarm_id, aside)
  select (change.detail ->> 'eventId')::bigint, alarm.id,
    alarm.match_value is not distinct from '${REUSED_ID}' or alarm.kind in ('presence-while-away', '${TEST_CALL}')
  from change_log change
  join alarm on alarm.id = change.subject_id
  left join known_kind known on known.kind = alarm.kind
  where change.subject = 'alarm' and change.action in ('raised', 'merged')
    and (change.detail ? 'eventId' or known.by_service and change.actor_id is null)`;

const KINDS_OF_LIVING = Object.keys(EVENT_KINDS).filter(canBePaused);
const CEASING = Object.keys(EVENT_KINDS).filter(ceasesWithResident);
const OPENINGS = Object.keys(EVENT_KINDS).filter(isOpening);

/**
 * Which sensors were paused while somebody was away, and who was expected at a door, is not kept for ever: there either
 * outcome is right.
 */
const FORGOTTEN = `
  update judgement set must = null
  from event join device on device.id = event.device_id left join resident owner on owner.id = device.resident_id
  where event.id = judgement.event_id and (event.kind = any($1) or event.kind = any($2) and exists (
    select from absence join resident away on away.id = absence.resident_id
    where absence.begins_at <= event.received_at and event.at < coalesce(absence.ended_at, absence.ends_at)
      and (away.home_id = coalesce(device.home_id, owner.home_id) or exists (
        select from change_log moved
        where moved.subject = 'resident' and moved.subject_id = away.id and moved.action = 'moved'
          and (moved.detail ->> 'from')::uuid = coalesce(device.home_id, owner.home_id)))))`;

/**
 * Nor is who lived where, for ever: where somebody has left a home since, or all who lived there are closed, what hangs on
 * plans alone and on how somebody lives may be either. What has a colour of its own and does not cease is raised.
 */
const MOVED_ON = `
  with left_home as materialized (
    select distinct unnest(array[detail ->> 'from', detail ->> 'to', detail ->> 'homeId'])::uuid as home_id
    from change_log where subject = 'resident' and action in ('moved', 'closed')
  ), carried as materialized (
    select distinct subject_id as device_id from change_log
    where subject = 'device' and action in ('moved', 'left-behind')
  ), emptied as materialized (
    select home_id from resident group by home_id having every(closed_at is not null)
  )
  update judgement set must = null
  from event join device on device.id = event.device_id left join resident owner on owner.id = device.resident_id
  left join known_kind known on known.kind = event.kind
  where event.id = judgement.event_id
    and (event.kind = any($1) or known.raises = false and (judgement.by_plan or known.plan_driven))
    and (device.id in (select device_id from carried)
      or coalesce(device.home_id, owner.home_id) in (select home_id from left_home)
      or coalesce(device.home_id, owner.home_id) in (select home_id from emptied))`;

/**
 * Fills `judgement`: for every event whether it must have alarmed, found anew and not read from how it was decided;
 * null where either is right. And `cause`: what raised or joined each alarm.
 */
export const judgeEvents = async (client: Client): Promise<void> => {
  await client.query(
    `insert into known_kind select * from jsonb_to_recordset($1) as known (
       kind text, raises boolean, plan_driven boolean, technical boolean, by_service boolean)`,
    [KINDS],
  );
  await client.query(JUDGE);
  await client.query('analyze judgement');
  await judgePlanned(client);
  await client.query(FORGOTTEN, [OPENINGS, KINDS_OF_LIVING]);
  await client.query(MOVED_ON, [CEASING]);
  await client.query(CAUSES);
  await client.query('analyze cause');
};
