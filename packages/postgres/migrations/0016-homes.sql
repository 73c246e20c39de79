-- Households: who moves, who is closed, and what is written about a home; each with its version and its change row.
alter table home
  add column version int not null default 1,
  add column change bigint not null default 0;
-- One address is one household: whoever is registered at it is looked for here first.
create index home_address on home
  (municipality_id, postal_code, lower(street), lower(house_number), coalesce(lower(unit_number), ''));

alter table resident
  add column version int not null default 1,
  add column change bigint not null default 0,
  add column closed_at timestamptz,                -- dead, moved away or done with us; the row and its history stay
  add column closed_reason text,
  add constraint resident_closed check ((closed_at is null) = (closed_reason is null));

-- A page of an export costs what the page holds.
create index resident_by_id on resident (municipality_id, id) where closed_at is null;
create index home_with_key_box on home (municipality_id, id) where key_box is not null;
