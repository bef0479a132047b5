-- The one row that every append locks first: it makes positions follow the order of commits.
create table log.head (
    the_only boolean primary key default true check (the_only),
    position bigint not null,
    time timestamptz not null
) with (fillfactor = 10);

insert into log.head (position, time) values (0, 'epoch');

create table log.event (
    position bigint primary key,
    event_id uuid not null,
    workspace uuid not null,
    kind text not null,
    aggregate bigint not null,
    sequence bigint not null,
    type text not null,
    revision int not null,
    time timestamptz not null,
    payload jsonb not null,
    metadata jsonb not null,
    constraint event_once unique (aggregate, sequence)
);

-- Time never falls along positions, which is what a block range index is made for.
create index event_time on log.event using brin (time);

-- The latest snapshot of an aggregate, stored only while the event it rests on exists.
create table log.snapshot (
    aggregate bigint primary key,
    sequence bigint not null,
    type text not null,
    time timestamptz not null,
    payload jsonb not null
);

-- What is decided on a data type under the lock of the head row.
create table log.data_type_head (
    id bigint primary key,
    workspace uuid not null,
    slug text not null collate "C",
    version bigint not null,
    is_collection boolean not null,
    archived boolean not null,
    deleted boolean not null,
    live_records bigint not null check (live_records >= 0),
    last_position bigint not null
) with (fillfactor = 50);

create unique index data_type_slug on log.data_type_head (workspace, slug) where not deleted;

create table log.external_id (
    data_type bigint not null,
    external_id text not null collate "C",
    record bigint not null unique,
    primary key (data_type, external_id)
);

-- Where a data type allows one record per member: that one.
create table log.sole_record (
    data_type bigint not null,
    member bigint not null,
    record bigint not null unique,
    primary key (data_type, member)
);

-- How far those who follow the log have come.
create table log.follower (
    name text primary key,
    position bigint not null
) with (fillfactor = 10);

-- Each node takes ids in blocks; a block is never given out twice, so no id is ever used again.
create sequence log.id_block as bigint maxvalue 90071992547409;
