package io.datarecords.command.record;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.ExternalIdTaken;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.Rejection.SoleRecordTaken;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordCommand;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.DeleteRecord;
import io.datarecords.api.record.RecordCommand.UpdateFields;
import io.datarecords.api.record.RecordCommand.UpsertExisting;
import io.datarecords.api.record.RecordCommand.UpsertNew;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordState;
import io.datarecords.command.datatype.SchemaVersion;
import io.datarecords.command.datatype.Schemas;
import io.datarecords.eventlog.EventLog;
import org.springframework.stereotype.Component;

/**
 * Decides commands on what is so now, and does nothing. What others do before the command is really sent, and what the
 * commands before it would have done, it cannot know.
 */
@Component
final class DryRuns {

    private final EventLog log;
    private final Schemas schemas;
    private final References references;
    private final RecordStates records;

    DryRuns(EventLog log, Schemas schemas, References references, RecordStates records) {
        this.log = log;
        this.schemas = schemas;
        this.references = references;
        this.records = records;
    }

    /** @throws Rejected if the command would be */
    void judge(RecordCommand command) {
        var type = schemas.current(command.dataType());
        switch (command) {
            case CreateRecord creation -> requireFree(DataRecord.decided(creation, type, references), type);
            case UpsertNew upsert -> requireFree(DataRecord.decided(upsert, type, references), type);
            case UpsertExisting upsert -> DataRecord.decided(upsert, type, stateFor(upsert), references);
            case UpdateFields _, DeleteRecord _ ->
                throw new IllegalArgumentException("command: " + command.getClass() + " (expected: one of an import)");
        }
    }

    private RecordState stateFor(UpsertExisting upsert) {
        return records.now(upsert.record()).orElseThrow(() -> new Rejected(new RecordNotFound()));
    }

    private void requireFree(RecordCreated created, SchemaVersion type) {
        var dataType = new DataTypeId(created.workspace(), created.dataTypeId());
        var externalId = created.externalId();
        if (externalId != null && log.recordByExternalId(dataType, externalId).isPresent()) {
            throw new Rejected(new ExternalIdTaken(externalId));
        }
        var member = created.memberId();
        if (member != null && !type.type().isCollection() && log.hasSoleRecord(dataType, member)) {
            throw new Rejected(new SoleRecordTaken(member));
        }
    }
}
