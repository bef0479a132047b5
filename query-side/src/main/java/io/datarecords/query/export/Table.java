package io.datarecords.query.export;

import java.util.List;
import java.util.function.Function;

/**
 * How things of one kind become rows.
 *
 * @param json the whole of it in UTF-8, for formats without columns
 * @param <T>  what makes a row
 */
public record Table<T>(List<Column<T>> columns, Function<T, byte[]> json) {

    public Table {
        columns = List.copyOf(columns);
    }
}
