-- How far the log has been published, and which node does it.
create table publication.progress (
    the_only boolean primary key default true check (the_only),
    position bigint not null,
    -- The id that the broker gave the topic: another topic of that name has nothing of what was published.
    topic text,
    holder uuid,
    held_until timestamptz,
    -- Deletions have been published since then whose values may still lie in the broker's newest segments; the last one.
    erasing_since timestamptz,
    erased_last timestamptz
) with (fillfactor = 10);

insert into publication.progress (position) values (0);

-- Events that the broker refused, and those of the same aggregate that wait behind them. Their values stay in the log.
create table publication.parked (
    position bigint primary key,
    aggregate text not null,
    cause text not null,
    since timestamptz not null
);

create index parked_aggregate on publication.parked (aggregate, position);
