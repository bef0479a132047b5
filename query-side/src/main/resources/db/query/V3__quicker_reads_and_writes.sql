-- Which version a type's state is: whoever knows that version already need not read it.
-- 0 says nothing: that is what a node of the release before writes.
alter table view.data_type_view add column version bigint not null default 0;
update view.data_type_view set version = (state ->> 'version')::bigint;

-- Most records have none.
drop index view.record_by_external_id;
create index record_by_external_id on view.record_view (data_type_id, external_id) where external_id is not null;
