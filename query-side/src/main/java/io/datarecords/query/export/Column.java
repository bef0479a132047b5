package io.datarecords.query.export;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param value a JSON value as it is stored, or an instant; null for none
 * @param <T>   what makes a row
 */
public record Column<T>(String name, ColumnType type, Function<T, @Nullable Object> value) {}
