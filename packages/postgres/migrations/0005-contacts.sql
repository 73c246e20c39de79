-- Each device's row is written once a minute or oftener. With room on its page a new version needs no new index entry,
-- and the page is tidied when it is next used, without a vacuum. So no index may hold any of its columns but the key.
alter table device_status set (fillfactor = 50);
