package io.datarecords.command.record;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.TooManyCommands;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs imports, so many at a time that other requests get their turns as well. */
@Component
final class Imports {

    /** Each holds one of the web server's threads for as long as its client takes to send the rows. */
    private static final int AT_A_TIME = 8;

    /** Of all imports together: well below the commands that a node runs at a time. */
    private static final int ROWS_AT_A_TIME = 64;

    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final Semaphore rowTurns = new Semaphore(ROWS_AT_A_TIME, true);

    private final ImportedRows rows;

    Imports(ImportedRows rows) {
        this.rows = rows;
    }

    /**
     * Does what the rows ask.
     *
     * @param upload  gives row after row, and null after the last
     * @param answers is told of each row in order, while others are still being read
     * @return whether rows were left, which are too many
     * @throws Rejected with {@link TooManyCommands} if too many imports are under way; nothing was read
     */
    boolean run(Import asked, Supplier<@Nullable Row> upload, RowAnswers answers) {
        if (!turns.tryAcquire()) {
            throw new Rejected(new TooManyCommands());
        }
        try {
            return new ImportRun(
                            row -> outcomeOf(row, asked),
                            row -> ExternalIds.of(row, asked.type()),
                            answers,
                            ImportRun.MOST_ROWS)
                    .run(upload);
        } finally {
            turns.release();
        }
    }

    private RowOutcome outcomeOf(RecordBody row, Import asked) {
        rowTurns.acquireUninterruptibly();
        try {
            return rows.outcomeOf(row, asked);
        } finally {
            rowTurns.release();
        }
    }
}
