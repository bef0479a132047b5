package io.datarecords.command.record;

import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.Reference;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.datatype.SchemaVersion;
import io.datarecords.command.datatype.Schemas;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.LoggedEvent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks up in the log what a reference points to. A deleted record has no creation left there. */
@Component
final class LoggedReferences implements References {

    private final EventLog log;
    private final Schemas schemas;

    LoggedReferences(EventLog log, Schemas schemas) {
        this.log = log;
        this.schemas = schemas;
    }

    @Override
    public boolean mayPointTo(Reference reference, Caller by) {
        return creationOf(new RecordId(by.workspace(), reference.recordId()))
                .filter(target -> schemas.find(new DataTypeId(by.workspace(), target.dataTypeId()))
                        .filter(type -> isReadable(target, type, reference, by))
                        .isPresent())
                .isPresent();
    }

    private Optional<RecordCreated> creationOf(RecordId id) {
        return log.beginningOf(id.aggregateId())
                .map(LoggedEvent::event)
                .filter(RecordCreated.class::isInstance)
                .map(RecordCreated.class::cast);
    }

    private static boolean isReadable(RecordCreated target, SchemaVersion type, Reference reference, Caller by) {
        return type.type().slug().equals(reference.dataTypeSlug())
                && AccessRules.mayRead(by, type.access(), target.memberId());
    }
}
