-- The waiting list goes by colour: the order of `loadWaitingAlarms`.
drop index alarm_next;
create index alarm_next on alarm
  (municipality_id, array_position(array['red', 'orange', 'yellow', 'green', 'blue'], colour), answer_by, number)
  where queue = 'operator' and state = 'queued';
