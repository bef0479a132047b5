package io.datarecords.query.membercount;

import io.datarecords.query.freshness.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The counts: a row for each member and data type that has records. */
@Component
final class MemberCountRows {

    // Only one follower writes here, so nobody races this merge. No row is left at zero: a rebuild would not make one.
    private static final String ADD = """
            merge into member_record_count c
            using unnest(?::bigint[], ?::bigint[], ?::bigint[]) as new (data_type_id, member_id, records)
            on c.data_type_id = new.data_type_id and c.member_id = new.member_id
            when matched and c.records + new.records = 0 then delete
            when matched then update set records = c.records + new.records
            when not matched then insert values (new.data_type_id, new.member_id, new.records)""";

    // One statement, one snapshot: the counts, and whether they are fresh.
    private static final String OF_MEMBER = """
            select coalesce((select position from log.follower where name = current_schema()::text), 0) as reached,
                   h.last_position, h.id, t.version, coalesce(c.records, 0) as records
            from log.data_type_head h
            left join data_type_view t on t.id = h.id
            left join member_record_count c on c.data_type_id = h.id and c.member_id = ?
            where h.workspace = ? and not h.deleted""";

    // What is there has been there since it was created: what was deleted since has left no row.
    private static final String OF_MEMBER_AS_OF = """
            select coalesce((select position from log.follower where name = current_schema()::text), 0) as reached,
                   h.last_position, h.id, t.version,
                   (select count(*) from record_view r
                    where r.data_type_id = h.id and r.member_id = ? and r.created_at <= ?::timestamptz) as records
            from log.data_type_head h
            left join data_type_view t on t.id = h.id and t.created_at <= ?::timestamptz
            where h.workspace = ? and not h.deleted""";

    private final JdbcClient jdbc;

    MemberCountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param deltas at most one for each member and type, none of them zero */
    void add(Collection<Delta> deltas) {
        jdbc.sql(ADD)
                .param(column(deltas, Delta::dataTypeId))
                .param(column(deltas, Delta::memberId))
                .param(column(deltas, Delta::records))
                .update();
    }

    /** The counts of one member in every data type of a workspace, zeros among them. */
    Reading<List<MemberCount>> of(long memberId, UUID workspace) {
        return counts(jdbc.sql(OF_MEMBER).params(memberId, workspace));
    }

    /** The same as it was at an instant, in the types that there were. */
    Reading<List<MemberCount>> asOf(long memberId, UUID workspace, Instant asOf) {
        var time = asOf.truncatedTo(ChronoUnit.MICROS).toString();
        return counts(jdbc.sql(OF_MEMBER_AS_OF).params(memberId, time, time, workspace));
    }

    private static Reading<List<MemberCount>> counts(StatementSpec statement) {
        var reached = new long[1];
        var needed = new long[1];
        var counts = new ArrayList<MemberCount>();
        statement.query(row -> {
            reached[0] = row.getLong("reached");
            needed[0] = Math.max(needed[0], row.getLong("last_position"));
            if (row.getObject("version") != null) {
                counts.add(new MemberCount(row.getLong("id"), row.getLong("version"), row.getLong("records")));
            }
        });
        return new Reading<>(reached[0], needed[0], counts);
    }

    private static Long[] column(Collection<Delta> deltas, ToLongFunction<Delta> value) {
        return deltas.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }

    /** By how much a count grows; negative: shrinks. */
    record Delta(long dataTypeId, long memberId, long records) {}

    /** How many records a member has in a type, which has that version. */
    record MemberCount(long dataTypeId, long dataTypeVersion, long records) {}
}
