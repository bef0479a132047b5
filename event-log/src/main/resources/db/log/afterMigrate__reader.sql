-- What a query side with a role of its own needs of the log. It writes nothing but how far its own followers have come.
-- Nodes that start at once take turns: PostgreSQL fails one of two grants on the same table.
select pg_advisory_xact_lock(hashtext('log.reader'));

grant usage on schema log to ${reader};
grant select on log.event, log.head, log.data_type_head, log.follower, log.flyway_schema_history to ${reader};
grant insert, update, delete on log.follower to ${reader};
