-- Whoever has an alarm in hand is not seen any more: it rings at everybody, and stays theirs until another answers it.
alter table alarm add column holder_unseen_since timestamptz;
