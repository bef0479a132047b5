package io.datarecords.command.record;

import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.TooManyCommands;
import io.datarecords.api.Violations;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.record.ByExternalId.Name;
import io.datarecords.command.record.ByExternalId.Upsert;
import io.datarecords.eventlog.Ids;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Does what a row of an import asks for, just as the request for one record would. */
@Component
final class ImportedRows {

    private final RecordWrites writes;
    private final ByExternalId byExternalId;
    private final DryRuns dryRuns;
    private final Ids ids;

    ImportedRows(RecordWrites writes, ByExternalId byExternalId, DryRuns dryRuns, Ids ids) {
        this.writes = writes;
        this.byExternalId = byExternalId;
        this.dryRuns = dryRuns;
        this.ids = ids;
    }

    RowOutcome outcomeOf(RecordBody row, Import asked) {
        while (true) {
            try {
                return asked.dryRun() ? judge(row, asked) : write(row, asked);
            } catch (Rejected e) {
                if (!(e.rejection() instanceof TooManyCommands)) {
                    return RowOutcome.rejected(e);
                }
                // Its turn was waited for in vain: others are served, and it waits again.
            } catch (RuntimeException e) {
                return RowOutcome.failed(e);
            }
        }
    }

    private RowOutcome judge(RecordBody row, Import asked) {
        dryRuns.judge(
                asked.mode() == ImportMode.CREATE ? creation(row, asked) : byExternalId.commandFor(upsert(row, asked)));
        return RowOutcome.valid();
    }

    private RowOutcome write(RecordBody row, Import asked) {
        return RowOutcome.of(
                asked.mode() == ImportMode.CREATE
                        ? writes.write(creation(row, asked), null)
                        : byExternalId.upsert(upsert(row, asked), null));
    }

    private Upsert upsert(RecordBody row, Import asked) {
        var name = new Name(asked.dataType(), externalId(row, asked));
        var creation = creation(row.named(name.externalId()), asked);
        return new Upsert(name, creation, row.owner(), IfMatch.ANY, IfNoneMatch.NONE);
    }

    private static String externalId(RecordBody row, Import asked) {
        var externalId = ExternalIds.of(row, asked.type());
        var violations = new Violations();
        if (externalId == null) {
            violations.add(ExternalIds.place(asked.type()), "required", "must have a value in an upsert");
        }
        ExternalIds.check(externalId, ExternalIds.place(asked.type()), violations);
        violations.reject();
        return Objects.requireNonNull(externalId);
    }

    private CreateRecord creation(RecordBody row, Import asked) {
        return row.creation(new RecordId(asked.by().workspace(), ids.next()), asked.dataType(), asked.by());
    }
}
