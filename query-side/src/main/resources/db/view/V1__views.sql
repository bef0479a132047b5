-- One generation of the views, in a schema of its own. Nothing in here names a schema: the search path does.

-- Records as they are now. Values are kept by field key; which of them show is decided when they are read, so that a
-- revision of a data type rewrites no rows.
create table record_view (
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

-- The planner's statistics are samples of what is in a table, and outlive it there until the table is analyzed again. No
-- statement is planned by these.
alter table record_view alter column field_values set statistics 0;

-- One for each order of a list; the id settles ties. The order by id is the primary key's: if there were an index on the
-- record's id alone, lists would be read from it past the records of all other types.
create index record_by_creation on record_view (data_type_id, created_at, record_id);
create index record_by_update on record_view (data_type_id, updated_at, record_id);

-- A member's own records, and a record by its external id.
create index record_by_member on record_view (data_type_id, member_id, created_at, record_id);
create index record_by_external_id on record_view (data_type_id, external_id) where external_id is not null;

-- No row stands for none.
create table member_record_count (
    data_type_id bigint not null,
    member_id bigint not null,
    records bigint not null check (records > 0),
    primary key (data_type_id, member_id)
);

-- The state is the whole fold of the type's events; the other columns are what lists choose and sort by.
create table data_type_view (
    id bigint primary key,
    workspace uuid not null,
    slug text not null collate "C",
    version bigint not null,
    archived boolean not null,
    name text not null collate "C",
    created_at timestamptz not null,
    updated_at timestamptz not null,
    state jsonb not null
);

create index data_type_by_workspace on data_type_view (workspace);
-- One row for each field key that a data type has, or had while it had records. Its small id stands for the field in
-- the tables below.
--   plain     has no index rows
--   filling   new and changed records have index rows; older ones get theirs in the background, by record id
--   indexed   every record of the type has its index rows
--   dropping  index rows are no longer kept, and are being deleted in the background
create table field (
    id int generated always as identity primary key,
    data_type_id bigint not null,
    key text not null collate "C",
    kind text not null,
    state text not null check (state in ('plain', 'filling', 'indexed', 'dropping')),
    filled_to bigint not null default 0,
    unique (data_type_id, key)
);

create index field_at_work on field (id) where state in ('filling', 'dropping');

-- The values of the fields that are filled or indexed: one row for each record and field, and for each option of a
-- multi_select. A record without a value has a row without one, so that absent values are found as fast as any.
-- Texts are free where contains and startsWith may be asked of them; other texts are in a form whose order by code
-- point is the order of the values.
create table field_index (
    record_id bigint not null,
    field int not null,
    free boolean not null,
    txt text collate "C",
    num numeric
);

-- A key of a B-tree is bounded: texts are ordered by their first 500 characters, which take at most 2,000 bytes.
create index field_index_text on field_index (field, left(txt, 500), record_id) where txt is not null;
create index field_index_number on field_index (field, num, record_id) where num is not null;
create index field_index_absent on field_index (field, record_id) where txt is null and num is null;
create index field_index_record on field_index (record_id, field);
create index field_index_parts on field_index
    using gin (field, lower(txt collate pg_c_utf8) gin_trgm_ops) where free and txt is not null;

-- How often a value occurs depends on the field: without these, a planner that sees all fields of all types in one
-- table thinks every condition rare.
create statistics field_index_texts (mcv, ndistinct) on field, (left(txt, 500)) from field_index;
create statistics field_index_numbers (mcv, ndistinct) on field, num from field_index;
alter statistics field_index_texts set statistics 1000;
alter statistics field_index_numbers set statistics 1000;

-- The words of a record's texts. A word begins with the id of its field: one index serves the fields of all types, and
-- what a caller may not see, or a revision has removed, is just not asked for.
create table record_words (
    data_type_id bigint not null,
    record_id bigint not null,
    words tsvector not null,
    primary key (data_type_id, record_id)
);

create index record_by_words on record_words using gin (words) with (gin_pending_list_limit = 512);

-- How many records a type has. No row stands for none.
create table record_count (
    data_type_id bigint primary key,
    records bigint not null check (records > 0)
);

-- Values as they are compared and sorted by. Null for whatever is no value of the kind.
create function text_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'string' then value #>> '{}' end;

create function flag_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'boolean' then value #>> '{}' end;

create function number_of(value jsonb) returns numeric language sql immutable parallel safe
return case when jsonb_typeof(value) = 'number' then value::numeric end;

-- 13:45:00 from 13:45
create function time_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'string' then rpad(value #>> '{}', 8, ':00') end;

-- 2024-01-15T13:45:30.120000000 from 2024-01-15T13:45:30.12Z
create function date_time_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'string'
    then rpad(rpad(rtrim(value #>> '{}', 'Z'), greatest(20, length(rtrim(value #>> '{}', 'Z'))), '.'), 29, '0') end;

-- The index rows of one value.
create function index_values(kind text, value jsonb) returns table (txt text, num numeric)
language sql immutable parallel safe
begin atomic
    select case kind
               when 'time' then time_of(value)
               when 'date_time' then date_time_of(value)
               when 'flag' then flag_of(value)
               when 'number' then null
               else text_of(value)
           end,
           case when kind = 'number' then number_of(value) end
    where kind <> 'choices'
    union all
    select distinct option, null::numeric
    from jsonb_array_elements_text(
        case when kind = 'choices' and jsonb_typeof(value) = 'array' then value end) option;
end;

-- The words of a record. Long texts are read in pieces that overlap, so that each word is whole in one of them: what a
-- piece begins with may be half a word, and is left to the piece before. Words are left out past a million bytes, since
-- neither a piece nor the whole may be larger than a tsvector; they are then not found.
create function words_of(data_type bigint, field_values jsonb) returns tsvector
language sql stable parallel safe
begin atomic
    select array_to_tsvector(array_agg(word))
    from (
        select word, sum(octet_length(word) + 8) over (order by field, word) as size
        from (
            select distinct f.id as field, f.id || '/' || lexeme as word
            from field f
            cross join lateral (select text_of(field_values -> f.key) as value) text
            cross join lateral generate_series(0, (length(value) - 1) / 38000) piece
            cross join lateral (select substr(value, piece * 38000 + 1, 40000) as text) cut
            cross join lateral unnest(to_tsvector('simple',
                case when piece = 0 then cut.text else regexp_replace(cut.text, '^\S+', '') end)) lexemes
            where f.data_type_id = data_type and f.kind = 'text'
        ) words
        where octet_length(word) < 2000
    ) sized
    where size < 1000000;
end;

-- The versions that records have had before their present one, and when. An instant belongs to the version that came
-- last by then: where two follow each other in the same microsecond, the first of them was at no instant.
create table record_version (
    record_id bigint not null,
    valid_to timestamptz not null,
    version bigint not null,
    valid_from timestamptz not null,
    field_values jsonb not null,
    primary key (record_id, valid_to, version)
);

alter table record_version alter column field_values set statistics 0;

-- The values that indexed fields had in those versions. There are no rows for absent values.
create table field_past (
    record_id bigint not null,
    version bigint not null,
    field int not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    txt text collate "C",
    num numeric
);

create index field_past_text on field_past (field, left(txt, 500), record_id);
create index field_past_number on field_past (field, num, record_id) where num is not null;
create index field_past_record on field_past (record_id, field);

-- Events that the views could not take, and the later ones of the same aggregate, which wait behind them and have no
-- cause of their own. The events themselves are in the log alone, so that nothing of what is erased there stays here.
create table dead_letter (
    position bigint primary key,
    workspace uuid not null,
    aggregate bigint not null,
    event text not null,
    cause text,
    parked_at timestamptz not null
);

create index dead_letter_aggregate on dead_letter (aggregate, position);
