-- A log that was restored goes on behind every position that it may have given out before it was lost: whoever reads on
-- from one of those misses nothing.
alter table log.head add column skip_to bigint not null default 0;
