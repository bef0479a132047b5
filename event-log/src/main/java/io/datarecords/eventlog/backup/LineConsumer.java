package io.datarecords.eventlog.backup;

import java.sql.SQLException;

/** Takes the lines of a file one by one. */
@FunctionalInterface
interface LineConsumer {

    void accept(String line) throws SQLException;
}
