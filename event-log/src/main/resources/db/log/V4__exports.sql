-- What is exported: a data type's events in log order, the deletions among them, and how a member's records began.
create index event_of_data_type on log.event (((payload ->> 'dataTypeId')::bigint), position);

create index event_deletion on log.event (((payload ->> 'dataTypeId')::bigint), position)
    where type = 'RecordDeleted';

create index event_creation_of_member on log.event (workspace, ((payload ->> 'memberId')::bigint), position)
    where type = 'RecordCreated';
