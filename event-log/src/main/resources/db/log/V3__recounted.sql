-- Whether a record came or went since the type's own last event: its version alone does not tell. Nobody knows for the
-- types that there are, so it is taken to be so.
alter table log.data_type_head add column recounted boolean not null default true;
alter table log.data_type_head alter column recounted drop default;
