-- Since when something a device does stands on no decision; noted by a watch, for the technicians' list.
alter table device add column undecided_since timestamptz;
create index device_undecided on device (municipality_id, undecided_since) where undecided_since is not null;
