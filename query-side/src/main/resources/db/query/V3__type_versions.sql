-- Which version a type's state is: whoever knows that version already need not read it.
alter table view.data_type_view add column version bigint;
update view.data_type_view set version = (state ->> 'version')::bigint;
alter table view.data_type_view alter column version set not null;
