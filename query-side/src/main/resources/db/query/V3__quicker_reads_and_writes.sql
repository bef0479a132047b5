-- Which version a type's state is: whoever knows that version already need not read it.
alter table view.data_type_view add column version bigint;
update view.data_type_view set version = (state ->> 'version')::bigint;
alter table view.data_type_view alter column version set not null;

-- Most records have none.
drop index view.record_by_external_id;
create index record_by_external_id on view.record_view (data_type_id, external_id) where external_id is not null;
