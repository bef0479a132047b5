create extension if not exists btree_gin;
create extension if not exists pg_trgm;

-- One row for each field key that a data type has, or had while it had records. Its small id stands for the field in
-- the tables below.
--   plain     has no index rows
--   filling   new and changed records have index rows; older ones get theirs in the background, by record id
--   indexed   every record of the type has its index rows
--   dropping  index rows are no longer kept, and are being deleted in the background
create table view.field (
    id int generated always as identity primary key,
    data_type_id bigint not null,
    key text not null collate "C",
    kind text not null,
    state text not null check (state in ('plain', 'filling', 'indexed', 'dropping')),
    filled_to bigint not null default 0,
    unique (data_type_id, key)
);

create index field_at_work on view.field (id) where state in ('filling', 'dropping');

-- The values of the fields that are filled or indexed: one row for each record and field, and for each option of a
-- multi_select. A record without a value has a row without one, so that absent values are found as fast as any.
-- Texts are free where contains and startsWith may be asked of them; other texts are in a form whose order by code
-- point is the order of the values.
create table view.field_index (
    record_id bigint not null,
    field int not null,
    free boolean not null,
    txt text collate "C",
    num numeric
);

-- A key of a B-tree is bounded: texts are ordered by their first 500 characters, which take at most 2,000 bytes.
create index field_index_text on view.field_index (field, left(txt, 500), record_id) where txt is not null;
create index field_index_number on view.field_index (field, num, record_id) where num is not null;
create index field_index_absent on view.field_index (field, record_id) where txt is null and num is null;
create index field_index_record on view.field_index (record_id, field);
create index field_index_parts on view.field_index
    using gin (field, lower(txt collate pg_c_utf8) gin_trgm_ops) where free and txt is not null;

-- How often a value occurs depends on the field: without these, a planner that sees all fields of all types in one
-- table thinks every condition rare.
create statistics view.field_index_texts (mcv, ndistinct) on field, (left(txt, 500)) from view.field_index;
create statistics view.field_index_numbers (mcv, ndistinct) on field, num from view.field_index;
alter statistics view.field_index_texts set statistics 1000;
alter statistics view.field_index_numbers set statistics 1000;

-- The words of a record's texts. A word begins with the id of its field: one index serves the fields of all types, and
-- what a caller may not see, or a revision has removed, is just not asked for.
create table view.record_words (
    data_type_id bigint not null,
    record_id bigint not null,
    words tsvector not null,
    primary key (data_type_id, record_id)
);

create index record_by_words on view.record_words using gin (words) with (gin_pending_list_limit = 512);

-- How many records a type has. No row stands for none.
create table view.record_count (
    data_type_id bigint primary key,
    records bigint not null check (records > 0)
);

-- Values as they are compared and sorted by. Null for whatever is no value of the kind.
create function view.text_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'string' then value #>> '{}' end;

create function view.flag_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'boolean' then value #>> '{}' end;

create function view.number_of(value jsonb) returns numeric language sql immutable parallel safe
return case when jsonb_typeof(value) = 'number' then value::numeric end;

-- 13:45:00 from 13:45
create function view.time_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'string' then rpad(value #>> '{}', 8, ':00') end;

-- 2024-01-15T13:45:30.120000000 from 2024-01-15T13:45:30.12Z
create function view.date_time_of(value jsonb) returns text language sql immutable parallel safe
return case when jsonb_typeof(value) = 'string'
    then rpad(rpad(rtrim(value #>> '{}', 'Z'), greatest(20, length(rtrim(value #>> '{}', 'Z'))), '.'), 29, '0') end;

-- The index rows of one value.
create function view.index_values(kind text, value jsonb) returns table (txt text, num numeric)
language sql immutable parallel safe
begin atomic
    select case kind
               when 'time' then view.time_of(value)
               when 'date_time' then view.date_time_of(value)
               when 'flag' then view.flag_of(value)
               when 'number' then null
               else view.text_of(value)
           end,
           case when kind = 'number' then view.number_of(value) end
    where kind <> 'choices'
    union all
    select distinct option, null::numeric
    from jsonb_array_elements_text(
        case when kind = 'choices' and jsonb_typeof(value) = 'array' then value end) option;
end;

-- The words of a record. Long texts are read in pieces that overlap, so that each word is whole in one of them: what a
-- piece begins with may be half a word, and is left to the piece before. Words are left out past a million bytes, since
-- neither a piece nor the whole may be larger than a tsvector; they are then not found.
create function view.words_of(data_type bigint, field_values jsonb) returns tsvector
language sql stable parallel safe
begin atomic
    select array_to_tsvector(array_agg(word))
    from (
        select word, sum(octet_length(word) + 8) over (order by field, word) as size
        from (
            select distinct f.id as field, f.id || '/' || lexeme as word
            from view.field f
            cross join lateral (select view.text_of(field_values -> f.key) as value) text
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

-- What is there already. The index rows are filled in the background.
insert into view.field (data_type_id, key, kind, state)
select t.id,
       (f ->> 'slug') || case when (f ->> 'since')::bigint > 1 then '@' || (f ->> 'since') else '' end,
       kind,
       case when (f ->> 'shouldIndex')::boolean and kind <> 'json' then 'filling' else 'plain' end
from view.data_type_view t
cross join lateral jsonb_array_elements(t.state -> 'fields') f
cross join lateral (
    select case f ->> 'fieldType'
               when 'text' then 'text'
               when 'long_text' then 'text'
               when 'email' then 'text'
               when 'url' then 'text'
               when 'phone' then 'text'
               when 'select' then 'choice'
               when 'boolean' then 'flag'
               when 'integer' then 'number'
               when 'number' then 'number'
               when 'record' then 'number'
               when 'member' then 'number'
               when 'date' then 'date'
               when 'time' then 'time'
               when 'datetime' then 'date_time'
               when 'multi_select' then 'choices'
               else 'json'
           end as kind
) kinds;

insert into view.record_words (data_type_id, record_id, words)
select data_type_id, record_id, words
from (select data_type_id, record_id, view.words_of(data_type_id, field_values) as words from view.record_view) r
where words is not null;

insert into view.record_count (data_type_id, records)
select data_type_id, count(*) from view.record_view group by data_type_id;
