-- A page of the registry costs what the page holds, not what the registry does: the orders of `listDevices` and
-- `listResidents`.
create index device_page on device (municipality_id, serial, id);
create index resident_page on resident (municipality_id, (family_name || ', ' || given_name), id);
