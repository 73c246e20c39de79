-- A canary travels every lane every ten seconds. Its devices and their municipality, nobody's, are made by the
-- dispatcher; its events are rows like any other until they are an hour old.
create table lane_watch (
  lane text primary key check (lane in ('alarm', 'event', 'status', 'dispatch')),
  tried_at timestamptz,                            -- the sender was about to send
  sent_at timestamptz,                             -- the broker took it
  arrived_at timestamptz,                          -- the dispatcher's queue brought it; other lanes: their rows tell
  silent_since timestamptz,                        -- null: nothing has been told, or it is in order again
  missing text,                                    -- the step that was told of
  check ((silent_since is null) = (missing is null))
);

-- However many watch, a lane's silence is told once to each who is to hear of it.
create unique index alarm_lane_silent on alarm (municipality_id, queue, kind)
  where state <> 'closed' and kind in ('alarm-lane-silent', 'event-lane-silent', 'status-lane-silent', 'dispatch-silent');
