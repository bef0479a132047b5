package io.datarecords.command.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datarecords.command.record.RowOutcome.Status;
import io.datarecords.edge.Problem;
import io.datarecords.edge.Problems;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a line for each row, and one for all. They are held back until all rows have come: most clients do not read while
 * they write.
 */
final class ImportAnswersBody implements RowAnswers, Closeable {

    private final HeldLines lines = new HeldLines();
    private final JsonMapper mapper;
    private final boolean dryRun;
    private final Map<Status, Long> counts = new EnumMap<>(Status.class);
    private long rows;

    ImportAnswersBody(JsonMapper mapper, boolean dryRun) {
        this.mapper = mapper;
        this.dryRun = dryRun;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record RowBody(
            long row,
            String status,
            @Nullable Long id,
            @Nullable Long version,
            @Nullable Problem problem) {}

    @Override
    public void answer(RowOutcome outcome) {
        rows++;
        counts.merge(outcome.status(), 1L, Long::sum);
        var why = outcome.why();
        write(new RowBody(
                rows,
                outcome.status().toString(),
                outcome.id(),
                outcome.version(),
                why == null ? null : Problems.ofRow(why)));
    }

    /**
     * The last line, by which a client knows that it has been told everything.
     *
     * @param cutOff whether there were rows after those, which were not done
     */
    void summarize(boolean cutOff) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("summary", true);
        summary.put("rows", rows);
        for (var status : Status.values()) {
            summary.put(status.toString(), counts.getOrDefault(status, 0L));
        }
        summary.put("dryRun", dryRun);
        if (cutOff) {
            summary.put("cutOff", true);
        }
        write(summary);
    }

    void sendTo(OutputStream response) throws IOException {
        lines.sendTo(response);
    }

    private void write(Object line) {
        try {
            lines.write(mapper.writeValueAsBytes(line));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
