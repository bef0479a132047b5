-- The records as they are now. External ids are unique at every moment of the log, but not here: only the events of one
-- record come in order, so that a new record may be here before the deleted one whose external id it took.
create table record_table.record (
    id bigint primary key,
    data_type bigint not null,
    data_type_slug text not null,
    member bigint,
    external_id text,
    field_values jsonb not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- An id is never used again: whatever still comes of these is old.
create table record_table.deleted_record (
    id bigint primary key
);

-- No row stands for none.
create table record_table.member_record_count (
    data_type bigint not null,
    member bigint not null,
    records bigint not null,
    primary key (data_type, member)
);

-- The offset of the message that comes next; 0 for a partition that was never read.
create table record_table.progress (
    partition integer primary key,
    next_offset bigint not null
);
