package io.datarecords.edge;

/** A row of an upload is larger than a body may be. */
public final class RowTooLarge extends RuntimeException {

    RowTooLarge() {
        super("more than " + BodyLimitFilter.MAX_BYTES + " bytes", null, false, false);
    }
}
