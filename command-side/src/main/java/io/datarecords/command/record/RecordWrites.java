package io.datarecords.command.record;

import io.datarecords.api.Rejection;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordCommand;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.DeleteRecord;
import io.datarecords.api.record.RecordCommand.UpsertNew;
import io.datarecords.command.Basis;
import io.datarecords.command.Commands;
import io.datarecords.command.Commands.Done;
import io.datarecords.command.datatype.Schemas;
import io.datarecords.eventlog.Receipt;
import io.datarecords.eventlog.RequestKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends commands to records. */
@Component
final class RecordWrites {

    private final Commands commands;
    private final Schemas schemas;

    RecordWrites(Commands commands, Schemas schemas) {
        this.commands = commands;
        this.schemas = schemas;
    }

    /**
     * Creates or updates a record.
     *
     * @param request what is done once with it, or null
     * @throws io.datarecords.api.Rejected    as {@link Commands#send}
     * @throws io.datarecords.api.Unavailable as {@link Commands#send}
     */
    Written write(RecordCommand command, @Nullable RequestKey request) {
        Done<DataRecordView> done = commands.send(command, Basis.MEMORY, request, () -> notFound(command));
        boolean creates = command instanceof CreateRecord || command instanceof UpsertNew;
        return new Written(
                done.timed(done.answer(), DataRecordView::changedAt),
                creates,
                done.receipt().isStamped());
    }

    /**
     * Deletes a record, and throws as {@link #write}. It is decided on the log: the event says nothing of the type's
     * version, so that nothing would tell that it rests on an old one.
     */
    Receipt delete(DeleteRecord command) {
        return commands.send(command, Basis.LOG, () -> notFound(command)).receipt();
    }

    /** Says that the type is not there before it says so of the record. */
    private Rejection notFound(RecordCommand command) {
        schemas.current(command.dataType());
        return new RecordNotFound();
    }
}
