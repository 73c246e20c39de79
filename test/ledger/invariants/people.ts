import type { Invariant } from '../invariant.ts';

/**
 * Where an alarm stands at each of its changes. `lets_go`: whoever had it has it no longer. A lift takes an alarm out of
 * the technicians' hands into the operators' queue, and a shelved one out of everybody's.
 */
const STEPS = `
  with step as (
    select change.subject_id as alarm_id, change.version, change.seq, change.at, change.action, change.actor_id, change.detail,
      known.kind is null or known.technical or alarm.test or alarm.queue <> 'operator'
        or device.state <> 'in-service' as may_move,
      coalesce(max(change.version) filter (where change.action = 'shelved') over earlier
        > max(change.version) filter (where change.action = 'answered') over earlier, false) as shelved
    from change_log change
    join alarm on alarm.id = change.subject_id
    left join device on device.id = alarm.device_id
    left join known_kind known on known.kind = alarm.kind
    where change.subject = 'alarm'
    window earlier as (
      partition by change.subject_id order by change.version rows between unbounded preceding and 1 preceding)
  ), told as (
    select *, action in ('released', 'closed', 'shelf-ended')
        or ((may_move or shelved) and action in ('merged', 'colour', 'contact', 'test-unconfirmed')) as lets_go
    from step
  )`;

/**
 * An alarm is one person's, and a person is asked about one alarm. An offer whose time is over asks nobody any more, also
 * where the clock that ends it is late.
 */
export const PEOPLE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'one-operator',
    violated: 'An alarm was answered by a second person while another had it, or offered meanwhile (alarm).',
    sql: `
      ${STEPS}, hold as (
        select *, count(*) filter (where lets_go) over (
          partition by alarm_id order by version rows between unbounded preceding and 1 preceding) as turn
        from told
      )
      select alarm_id::text from hold
      group by alarm_id, turn
      having count(distinct actor_id) filter (where action = 'answered') > 1
        or min(version) filter (where action = 'answered') < max(version) filter (where action = 'offered')`,
  },
  {
    name: 'one-offer',
    violated: 'An operator was offered two alarms at once (person).',
    sql: `
      ${STEPS}, ending as (
        select *, min(seq) filter (where lets_go or action in ('answered', 'offer-expired')) over (
          partition by alarm_id order by version rows between 1 following and unbounded following) as ends
        from told
      ), offer as (
        select detail ->> 'operatorId' as operator_id, seq, at, ends, (detail ->> 'until')::timestamptz as until
        from ending where action = 'offered'
      )
      select distinct operator_id from (
        select operator_id, seq, at, lag(seq) over one as before, lag(ends) over one as ended, lag(until) over one as until
        from offer window one as (partition by operator_id order by seq)) offers
      where before is not null and coalesce(ended > seq, true) and coalesce(until > at, true)`,
  },
];
