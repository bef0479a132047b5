package io.datarecords.query.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordChange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A member's records, each read with its history when it is written. They are shown as to who sees every field. */
record MemberExport(MemberExports exports, UUID workspace, long member) {

    /** One record, and what happened to it, oldest first. */
    private record Entry(Shown record, List<RecordChange> changes) {}

    private record Shown(@JsonUnwrapped DataRecordView record, String dataTypeSlug) {}

    void writeTo(OutputStream out) throws IOException {
        write("{\"memberId\":" + member + ",\"exportedAt\":\"" + Instant.now() + "\",\"records\":[", out);
        var separator = "";
        long position = 0;
        for (var page = exports.creations(workspace, member, position);
                !page.isEmpty();
                page = exports.creations(workspace, member, position)) {
            for (var creation : page) {
                var moments = exports.moments(creation);
                if (!moments.isEmpty()) {
                    write(separator, out);
                    out.write(exports.json(entry(moments, exports.type(creation))));
                    separator = ",";
                }
            }
            position = page.getLast().position();
        }
        write("]}", out);
    }

    private static Entry entry(List<Moment> moments, DataTypeState type) {
        var trail = Trail.of(type, true, null);
        var changes =
                moments.stream().map(trail::told).flatMap(Optional::stream).toList();
        var record = DataRecordView.now(moments.getLast().after(), type, true);
        return new Entry(new Shown(record, type.slug()), changes);
    }

    private static void write(String json, OutputStream out) throws IOException {
        out.write(json.getBytes(StandardCharsets.UTF_8));
    }
}
