package io.datarecords.api.record;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many records a member has.
 *
 * @param counts by data type id, in the order of the ids
 */
public record MemberRecordCounts(Map<Long, Long> counts) {

    public MemberRecordCounts {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}
