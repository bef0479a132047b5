-- The planner's statistics are samples of what is in a table, and outlive it there until the table is analyzed again. No
-- statement is planned by these.
alter table log.event alter column payload set statistics 0, alter column metadata set statistics 0;
alter table log.snapshot alter column payload set statistics 0;
alter table log.external_id alter column external_id set statistics 0;
