-- One of those who are not closed, in a municipality: whoever was closed, or is another's, can be registered anew.
alter table resident drop constraint resident_national_id_key;
create unique index resident_served on resident (municipality_id, national_id) where closed_at is null;
-- What a file names, closed or not.
create index resident_national_id on resident (national_id);
