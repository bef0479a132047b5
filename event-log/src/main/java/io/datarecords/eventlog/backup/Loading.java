package io.datarecords.eventlog.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lines on their way into the log, many at once. */
final class Loading {

    private static final int BATCH = 1_000;
    private static final long LARGE_BATCH = 8 << 20;

    private final Connection connection;
    private final List<String> batch = new ArrayList<>();
    private long size;
    private long loaded;

    Loading(Connection connection) {
        this.connection = connection;
    }

    void add(String line) throws SQLException {
        batch.add(line);
        size += line.length();
        if (batch.size() >= BATCH || size >= LARGE_BATCH) {
            load();
        }
    }

    private void load() throws SQLException {
        EventLines.insert(connection, batch);
        loaded += batch.size();
        batch.clear();
        size = 0;
    }

    /** @return how many lines are in the log */
    long end() throws SQLException {
        load();
        return loaded;
    }
}
