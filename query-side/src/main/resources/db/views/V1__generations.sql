-- Which generations of the views there are. The views of one are in the schema view_<id>.
--   building   follows the log from its beginning, beside the live one
--   live       reads are answered from it
--   retired    was replaced or given up; it is dropped once no node reads from it
create table views.generation (
    id int generated always as identity primary key,
    shape text not null,
    logic int not null,
    state text not null check (state in ('building', 'live', 'retired')),
    started_at timestamptz not null default statement_timestamp(),
    changed_at timestamptz not null default statement_timestamp(),
    used_at timestamptz not null default statement_timestamp()
);

create unique index one_building_generation on views.generation (shape) where state = 'building';
create unique index one_live_generation on views.generation (shape) where state = 'live';

-- All generations use these, so none of them may own them. Releases before had them in the schema of the views.
do $$
declare
    extension text;
begin
    foreach extension in array array['btree_gin', 'pg_trgm'] loop
        if not exists (select from pg_extension where extname = extension) then
            execute format('create extension %I schema views', extension);
        elsif exists (select from pg_extension where extname = extension and extnamespace = to_regnamespace('view')) then
            execute format('alter extension %I set schema views', extension);
        end if;
    end loop;
end $$;

-- What releases before had in place of a generation. Nobody would follow deletions there any more.
drop schema if exists view cascade;
delete from log.follower where name = 'views';
