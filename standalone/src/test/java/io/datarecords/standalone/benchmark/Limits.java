package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.benchmark.Loader.Requests;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the machine can do: an edge with nothing behind it, and the database with one row a transaction. The same cores do
 * both for a request of the service, so its limit is {@code 1 / (1/bare + 1/pgbench)}.
 */
final class Limits {

    private static final String INSERT = """
            insert into benchmark.event values (nextval('benchmark.position'), gen_random_uuid(),
                '0d9c4f5e-3b1a-4c53-9a4e-6f3a1b2c3d4e', 'records', currval('benchmark.position'), 0, 'RecordCreated', 1,
                now(), (:payload)::jsonb, '{}');
            """;

    private static final String SELECT = """
            \\set id random(:first, :last)
            select * from view_1.record_view where data_type_id = :type and record_id = :id;
            """;

    private final Bare bare;
    private final Pgbench pgbench;
    private final JdbcClient jdbc;
    private final Visits visits;
    private final Duration measured;

    Limits(Bare bare, Pgbench pgbench, JdbcClient jdbc, Visits visits, Duration measured) {
        this.bare = bare;
        this.pgbench = pgbench;
        this.jdbc = jdbc;
        this.visits = visits;
        this.measured = measured;
        jdbc.sql("create schema benchmark; create sequence benchmark.position;"
                        + " create table benchmark.event (like log.event including all)")
                .update();
    }

    /** Both rates; the second is empty where pgbench is not installed. */
    record Limit(double bare, OptionalDouble pgbench) {

        OptionalDouble whole() {
            return pgbench.isPresent()
                    ? OptionalDouble.of(1 / (1 / bare + 1 / pgbench.getAsDouble()))
                    : OptionalDouble.empty();
        }
    }

    /** @param type the name of an event of the kind that is written */
    Limit write(String type, int connections, Requests requests) throws IOException, InterruptedException {
        var payload = jdbc.sql("select payload::text from log.event where type = ? limit 1")
                .param(type)
                .query(String.class)
                .single();
        var row = pgbench.run(INSERT, Map.of("payload", payload), connections, measured);
        jdbc.sql("truncate benchmark.event").update();
        return new Limit(bare(connections, requests), row);
    }

    Limit read(int connections, Requests requests) throws IOException, InterruptedException {
        var variables = Map.of(
                "first",
                String.valueOf(visits.firstId()),
                "last",
                String.valueOf(visits.lastId()),
                "type",
                String.valueOf(visits.type()));
        return new Limit(bare(connections, requests), pgbench.run(SELECT, variables, connections, measured));
    }

    private double bare(int connections, Requests requests) {
        return Loader.load(bare.port(), connections, measured, requests).perSecond();
    }
}
