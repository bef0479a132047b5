package io.datarecords.query.membercount;

import io.datarecords.query.membercount.MemberCountRows.Delta;
import io.datarecords.query.views.RecordRowChange;
import io.datarecords.query.views.RecordRowListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts the rows of records that come and go, so that a count is always that of the rows there are. */
@Component
final class MemberCounts implements RecordRowListener {

    private final MemberCountRows rows;

    MemberCounts(MemberCountRows rows) {
        this.rows = rows;
    }

    @Override
    public void on(List<RecordRowChange> changes) {
        var deltas = summed(changes).entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new Delta(sum.getKey().dataTypeId(), sum.getKey().memberId(), sum.getValue()))
                .toList();
        if (!deltas.isEmpty()) {
            rows.add(deltas);
        }
    }

    private static Map<Key, Long> summed(List<RecordRowChange> changes) {
        var sums = new LinkedHashMap<Key, Long>();
        for (var change : changes) {
            var owner = change.memberId();
            if (owner != null) {
                sums.merge(new Key(change.dataTypeId(), owner), (long) change.rows(), Long::sum);
            }
        }
        return sums;
    }

    private record Key(long dataTypeId, long memberId) {}
}
