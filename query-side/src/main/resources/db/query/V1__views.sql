-- Records as they are now. Values are kept by field key; which of them show is decided when they are read, so that a
-- revision of a data type rewrites no rows.
create table view.record_view (
    record_id bigint not null,
    workspace uuid not null,
    data_type_id bigint not null,
    member_id bigint,
    external_id text collate "C",
    assignment_task_id bigint,
    field_values jsonb not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (data_type_id, record_id)
);

-- One for each order of a list; the id settles ties. The order by id is the primary key's: if there were an index on the
-- record's id alone, lists would be read from it past the records of all other types.
create index record_by_creation on view.record_view (data_type_id, created_at, record_id);
create index record_by_update on view.record_view (data_type_id, updated_at, record_id);

-- A member's own records, and a record by its external id.
create index record_by_member on view.record_view (data_type_id, member_id, created_at, record_id);
create index record_by_external_id on view.record_view (data_type_id, external_id);

-- No row stands for none.
create table view.member_record_count (
    data_type_id bigint not null,
    member_id bigint not null,
    records bigint not null check (records > 0),
    primary key (data_type_id, member_id)
);

-- The state is the whole fold of the type's events; the other columns are what lists choose and sort by.
create table view.data_type_view (
    id bigint primary key,
    workspace uuid not null,
    slug text not null collate "C",
    archived boolean not null,
    name text not null collate "C",
    created_at timestamptz not null,
    updated_at timestamptz not null,
    state jsonb not null
);

create index data_type_by_workspace on view.data_type_view (workspace);
