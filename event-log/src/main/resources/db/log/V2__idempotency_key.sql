-- Requests that their callers have marked, for 24 h each: what one led to, and none of the values that it carried.
-- The caller and what was asked are kept as SHA-256. The hash of what was asked is blanked when the record is deleted.
create table log.idempotency_key (
    workspace uuid not null,
    caller bytea not null,
    key text not null collate "C",
    hash bytea,
    record bigint not null,
    version bigint not null,
    data_type_version bigint not null,
    created boolean not null,
    time timestamptz not null,
    primary key (workspace, caller, key)
);

create index idempotency_key_record on log.idempotency_key (record);
create index idempotency_key_time on log.idempotency_key (time);
