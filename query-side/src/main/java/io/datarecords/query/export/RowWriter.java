package io.datarecords.query.export;

import java.io.IOException;

/**
 * Writes rows, one after the other, and holds no more than some of them in memory.
 *
 * @param <T> what makes a row
 */
public interface RowWriter<T> {

    void write(T row) throws IOException;

    /** Writes what comes after the last row, which tells a reader that nothing is missing. */
    void finish() throws IOException;
}
