package io.datarecords.command.record;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Rejection.IdempotencyKeyReused;
import io.datarecords.api.Rejection.RecordDeleted;
import io.datarecords.api.Unavailable;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.datatype.SchemaVersion;
import io.datarecords.command.datatype.Schemas;
import io.datarecords.eventlog.DoneRequest;
import io.datarecords.eventlog.DoneRequests;
import io.datarecords.eventlog.RequestKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers a request that is sent again as the first time, without doing it again. The first answer is not kept: it is
 * made again from the log. What was refused was not done, and is decided anew.
 */
@Component
final class IdempotentAnswers {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DoneRequests requests;
    private final RecordStates records;
    private final Schemas schemas;

    IdempotentAnswers(DoneRequests requests, RecordStates records, Schemas schemas) {
        this.requests = requests;
        this.records = records;
        this.schemas = schemas;
    }

    /** @param replayed whether the request had been done before */
    record Answer(DataRecordView record, boolean created, boolean replayed) {

        private static Answer to(Written written) {
            return new Answer(written.record(), written.created(), false);
        }
    }

    /**
     * Does what is asked, or answers it again.
     *
     * @param request null for one that may be done any number of times
     * @param asked   the creation that is, or may be, asked for
     * @param write   does it, with the same request key
     */
    Answer once(@Nullable RequestKey request, CreateRecord asked, Supplier<Written> write) {
        if (request == null) {
            return Answer.to(write.get());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var done = requests.find(request);
            var answer =
                    done.isPresent() ? Optional.of(replay(done.get(), request, asked)) : attempt(request, asked, write);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new Unavailable("Too many others write the same thing.");
            }
        }
    }

    /** Nothing if the same request has been done, or its record written to, meanwhile. */
    private Optional<Answer> attempt(RequestKey request, CreateRecord asked, Supplier<Written> write) {
        try {
            var written = write.get();
            return written.appended() ? Optional.of(Answer.to(written)) : unchanged(written, request, asked);
        } catch (Rejected e) {
            if (e.rejection() instanceof IdempotencyKeyReused
                    || requests.find(request).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** No event carries the request, so it is added by itself; the answer is then made as it will be each time. */
    private Optional<Answer> unchanged(Written written, RequestKey request, CreateRecord asked) {
        var type = schemas.current(asked.dataType());
        var id = new RecordId(request.workspace(), written.record().id());
        long version = written.record().version();
        if (!requests.addUnchanged(request, id, version, type.type().version())) {
            return Optional.empty();
        }
        var done = new DoneRequest(request.hash(), id.id(), version, type.type().version(), false);
        return Optional.of(new Answer(again(done, type, asked.by()), false, false));
    }

    /** Whoever may no longer do what was done is told only that. */
    private Answer replay(DoneRequest done, RequestKey request, CreateRecord asked) {
        var type = schemas.current(asked.dataType());
        if (done.created() && !AccessRules.mayCreate(asked.by(), type.access(), asked.memberId())) {
            throw new Rejected(new Forbidden("create this record"));
        }
        if (done.hash() == null) {
            throw new Rejected(new RecordDeleted());
        }
        if (!done.hash().equals(request.hash())) {
            throw new Rejected(new IdempotencyKeyReused());
        }
        return new Answer(again(done, type, asked.by()), done.created(), true);
    }

    private DataRecordView again(DoneRequest done, SchemaVersion type, Caller by) {
        var state = records.at(new RecordId(by.workspace(), done.record()), done.version())
                .orElseThrow(() -> new Rejected(new RecordDeleted()));
        if (!done.created() && !AccessRules.mayUpdate(by, type.access(), state.memberId())) {
            throw new Rejected(DataRecord.refusal("update this record", type, state, by));
        }
        var then = schemas.at(new DataTypeId(by.workspace(), state.dataTypeId()), done.dataTypeVersion());
        return DataRecordView.again(state, then.type(), type.type(), AccessRules.seesAdminFields(by));
    }
}
