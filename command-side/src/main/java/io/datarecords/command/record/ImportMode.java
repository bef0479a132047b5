package io.datarecords.command.record;

import java.util.Locale;

/** What an import does with a row whose external id a record has. */
enum ImportMode {
    CREATE,
    UPSERT;

    /** The name in the REST API. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
