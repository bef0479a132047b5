package io.datarecords.query.export;

/** What the values of a column are. */
public sealed interface ColumnType {

    /** Types that say everything by their names. */
    enum Plain implements ColumnType {
        /** Whole numbers of 64 bits. */
        WHOLE,
        /** Numbers of any size, as near as 64 bits of floating point come. */
        APPROXIMATE,
        FLAG,
        DATE,
        /** Times of day. */
        TIME,
        INSTANT,
        TEXT,
        /** Lists of texts. */
        TEXTS,
        /** JSON, already written. */
        JSON
    }

    /** Numbers of at most 38 digits, of which this many are decimal places. */
    record Exact(int scale) implements ColumnType {}
}
