package io.datarecords.query.membercount;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.query.views.StoredJson;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The counts: a row for each member and data type that has records. */
@Component
final class MemberCountRows {

    // Only one follower writes here, so nobody races this merge. No row is left at zero: a rebuild would not make one.
    private static final String ADD = """
            merge into view.member_record_count c
            using unnest(?::bigint[], ?::bigint[], ?::bigint[]) as new (data_type_id, member_id, records)
            on c.data_type_id = new.data_type_id and c.member_id = new.member_id
            when matched and c.records + new.records = 0 then delete
            when matched then update set records = c.records + new.records
            when not matched then insert values (new.data_type_id, new.member_id, new.records)""";

    private static final String OF_MEMBER = """
            select t.state, coalesce(c.records, 0) as records
            from view.data_type_view t
            left join view.member_record_count c on c.data_type_id = t.id and c.member_id = ?
            where t.workspace = ?""";

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
    List<MemberCount> of(long memberId, UUID workspace) {
        return jdbc.sql(OF_MEMBER)
                .params(memberId, workspace)
                .query((row, _) -> new MemberCount(
                        StoredJson.read(row.getString("state"), DataTypeState.class), row.getLong("records")))
                .list();
    }

    private static Long[] column(Collection<Delta> deltas, ToLongFunction<Delta> value) {
        return deltas.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }

    /** By how much a count grows; negative: shrinks. */
    record Delta(long dataTypeId, long memberId, long records) {}

    /** How many records a member has in a type. */
    record MemberCount(DataTypeState type, long records) {}
}
