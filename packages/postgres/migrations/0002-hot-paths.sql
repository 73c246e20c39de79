-- What is asked at each ring must not grow with the thousands of alarms of a storm, nor with the years.

-- The next ones to offer: the order of `loadWaitingAlarms`.
create index alarm_next on alarm (municipality_id, (colour = 'red') desc, answer_by, number)
  where queue = 'operator' and state = 'queued';
-- Clocks that run: the conditions of `loadDueAlarms`.
create index alarm_clock on alarm (municipality_id)
  where state in ('offered', 'shelved') or (test and queue = 'technician' and colour = 'red');
-- Homes somebody is on the way to.
create index alarm_responder on alarm (home_id) where responder is not null and state <> 'closed';
-- Today's, for the header and the reports.
create index alarm_received on alarm (municipality_id, received_at);

-- An alarm without an answer target has no place in any order: it could not be written.
alter table municipality add constraint answer_targets_complete check (coalesce(
  (answer_targets ->> 'red')::numeric > 0 and (answer_targets ->> 'orange')::numeric > 0
    and (answer_targets ->> 'yellow')::numeric > 0 and (answer_targets ->> 'green')::numeric > 0
    and (answer_targets ->> 'blue')::numeric > 0, false));
