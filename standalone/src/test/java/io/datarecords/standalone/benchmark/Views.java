package io.datarecords.standalone.benchmark;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The views and the log, seen from the database. */
final class Views {

    private static final String COPY = """
            create schema copy;
            create table copy.record_view (like view_1.record_view including all);
            create table copy.field_index (like view_1.field_index including all);
            create table copy.record_words (like view_1.record_words including all);
            create table copy.member_record_count (like view_1.member_record_count including all);
            insert into copy.record_view select * from view_1.record_view;
            insert into copy.field_index select * from view_1.field_index;
            insert into copy.record_words select * from view_1.record_words;
            insert into copy.member_record_count select * from view_1.member_record_count""";

    private final JdbcClient jdbc;

    Views(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long head() {
        return jdbc.sql("select position from log.head").query(Long.class).single();
    }

    long reached() {
        return jdbc.sql("select position from log.follower where name = 'view_1'")
                .query(Long.class)
                .single();
    }

    /** Waits until they have come so far, and says how long that took. */
    Duration await(long position) {
        long begun = System.nanoTime();
        while (reached() < position) {
            pause();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How long {@code insert … select} takes for all rows of the views, with the same indexes. */
    Duration copied() {
        long begun = System.nanoTime();
        jdbc.sql(COPY).update();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        jdbc.sql("drop schema copy cascade").update();
        return took;
    }

    /** So that what the planner knows, and what vacuum has left to do, is the same in every run. */
    void settle() {
        jdbc.sql("vacuum (analyze)").update();
        jdbc.sql("checkpoint").update();
    }

    /** On disk, with all indexes, for each event. */
    double bytesPerEvent() {
        return jdbc.sql("select pg_total_relation_size('log.event')::float / count(*) from log.event")
                .query(Double.class)
                .single();
    }

    /** On disk, with all indexes, for each record. */
    double viewBytesPerRecord() {
        return jdbc.sql("""
                        select sum(pg_total_relation_size(c.oid))::float / (select count(*) from view_1.record_view)
                        from pg_class c where relnamespace = 'view_1'::regnamespace and relkind = 'r'""").query(Double.class).single();
    }
}
