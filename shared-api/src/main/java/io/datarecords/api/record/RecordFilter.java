package io.datarecords.api.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a type; every condition must hold.
 *
 * @param search words that must all occur, by prefix, in the text fields that the caller sees; null: whatever words
 */
public record RecordFilter(
        List<RecordCondition> conditions, @Nullable String search) {

    public static final RecordFilter ALL = new RecordFilter(List.of(), null);

    public RecordFilter {
        conditions = List.copyOf(conditions);
    }
}
