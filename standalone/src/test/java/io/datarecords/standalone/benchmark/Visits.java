package io.datarecords.standalone.benchmark;

import static io.datarecords.standalone.Client.field;

import io.datarecords.standalone.Client;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The records that are measured: a million of one data type with five fields, one of them indexed, in one workspace with a
 * thousand members. Every request is whole, and one of its kind at random.
 */
final class Visits {

    /** So many records have the same value in the field that lists are filtered by. */
    static final int PER_CASE = 20;

    private static final int HOT = 10_000;
    private static final int EXTERNAL_IDS = 20_000;

    private final Http http;
    private final String path;
    private final long type;
    private final int cases;
    private final long firstId;
    private final long lastId;
    private final long position;
    private final AtomicInteger number = new AtomicInteger(1_000);

    private Visits(Client manager, String path, int records, LoggedRecords logged) {
        this.http = new Http(manager.base(), manager.token());
        this.path = path;
        this.type = idIn(path);
        this.cases = records / PER_CASE;
        this.firstId = logged.firstId();
        this.lastId = logged.lastId();
        this.position = logged.position();
    }

    /** Defines the type, and puts that many records into the log, a multiple of 100. */
    static Visits define(Client manager, JdbcClient database, int records) {
        var path = manager.defined(Map.of(
                "name",
                "Visit",
                "slug",
                "visit",
                "isCollection",
                true,
                "fields",
                List.of(
                        field("case", "integer", "shouldIndex", true),
                        field("subject", "text"),
                        field("score", "integer"),
                        field("at", "datetime"),
                        field("note", "long_text"))));
        var template = manager.post(path + "/records", visit(0, 0)).id();
        return new Visits(manager, path, records, LoggedRecords.append(database, idIn(path), template, records));
    }

    private static long idIn(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String visit(int inCase, int score) {
        return """
                {"fieldValues":{"case":%d,"subject":"Follow-up after the operation","score":%d,\
                "at":"2026-01-01T10:00:00Z","note":"The knee bends to ninety degrees, the scar is dry, next \
                visit in three weeks."}}""".formatted(inCase, score);
    }

    long type() {
        return type;
    }

    String path() {
        return path;
    }

    long firstId() {
        return firstId;
    }

    long lastId() {
        return lastId;
    }

    /** The position of the last event that was put into the log. */
    long position() {
        return position;
    }

    /** How many values the indexed field has. */
    int cases() {
        return cases;
    }

    /** The body of a create, in one line. */
    String row(int number) {
        return visit(number % cases, number);
    }

    byte[] create() {
        return http.post(path + "/records", visit());
    }

    private String visit() {
        return visit(ThreadLocalRandom.current().nextInt(cases), number.getAndIncrement());
    }

    byte[] update() {
        return update(ThreadLocalRandom.current().nextLong(firstId, lastId + 1));
    }

    /** Of one of ten thousand records. */
    byte[] updateHot() {
        return update(ThreadLocalRandom.current().nextLong(firstId, Math.min(firstId + HOT, lastId + 1)));
    }

    byte[] update(long record) {
        return http.put(path + "/records/" + record, "{\"fieldValues\":{\"score\":" + number.getAndIncrement() + "}}");
    }

    /** Creates at first, and updates once the external ids are all taken. */
    byte[] upsert() {
        return http.post(path + "/upsert/visit-" + ThreadLocalRandom.current().nextInt(EXTERNAL_IDS), visit());
    }

    byte[] get() {
        return http.get(path + "/records/" + ThreadLocalRandom.current().nextLong(firstId, lastId + 1));
    }

    /** Those of one case. */
    byte[] list() {
        return http.get(path + "/records?pageSize=20&case="
                + ThreadLocalRandom.current().nextInt(cases));
    }

    /** Of all records. */
    byte[] latest() {
        return http.get(path + "/records?pageSize=20&sortBy=createdAt&sortOrder=desc");
    }

    byte[] counts() {
        return http.get("/data-types/member-record-counts?member_id="
                + ThreadLocalRandom.current().nextInt(1, 1_000));
    }

    byte[] changes(long record) {
        return http.get(path + "/records/" + record + "/changes");
    }
}
