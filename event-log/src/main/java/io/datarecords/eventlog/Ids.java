package io.datarecords.eventlog;

import org.springframework.jdbc.core.simple.JdbcClient;

/** New ids of records and data types, below 2^53 and never given out twice, not even after a crash. */
public final class Ids {

    private static final int BLOCK = 100;

    private final JdbcClient jdbc;
    private long next;
    private long end;

    Ids(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public synchronized long next() {
        if (next == end) {
            long block =
                    jdbc.sql("select nextval('log.id_block')").query(Long.class).single();
            next = (block - 1) * BLOCK + 1;
            end = next + BLOCK;
        }
        return next++;
    }
}
