package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import io.datarecords.standalone.benchmark.Loader.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Pages of lists as of an instant before many of the records were changed. */
final class PastRun {

    private static final int WARM_UP = 200;
    private static final int MEASURED = 200;
    private static final int FEW = 5;

    private final StandaloneProcess service;
    private final Visits visits;
    private final Http http;
    private final Instant asOf;

    PastRun(StandaloneProcess service, Client manager, Visits visits) {
        this.service = service;
        this.visits = visits;
        this.http = new Http(manager.base(), manager.token());
        this.asOf = service.database()
                .sql("select time from log.event where position = ?")
                .param(visits.position())
                .query((row, _) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
    }

    void measure(Consumer<String> report) {
        Report.say("Updating some of them …");
        Loader.load(service.port(), 32, Duration.ofSeconds(20), visits::update);
        new Views(service.database()).await(new Views(service.database()).head());
        new Views(service.database()).settle();
        report.accept(times("unfiltered, newest first", MEASURED, () -> list("")));
        report.accept(times("one value of an indexed field, 20 records", MEASURED, () -> list("&case=" + aCase())));
        report.accept(
                times("one value in fifty, 20,000 records", MEASURED, () -> list("&case%5Blt%5D=" + cases() / 50)));
        report.accept(times("half of the values", MEASURED, () -> list("&case%5Bgte%5D=" + cases() / 2)));
        report.accept(times("by a value that is not indexed, which none has", FEW, () -> list("&score=-1")));
        report.accept(times("ordered by a value", FEW, () -> list("&sortBy=score")));
        report.accept(times("with the total", FEW, () -> list("&withTotal=true")));
        report.accept(times(
                "counts of a member",
                MEASURED,
                () -> http.get("/data-types/member-record-counts?asOf=" + asOf + "&member_id=" + aMember())));
    }

    private byte[] list(String query) {
        return http.get(visits.path() + "/records?pageSize=50&asOf=" + asOf + query);
    }

    private int cases() {
        return visits.cases();
    }

    private int aCase() {
        return ThreadLocalRandom.current().nextInt(cases());
    }

    private static int aMember() {
        return ThreadLocalRandom.current().nextInt(1, 1_000);
    }

    private String times(String what, int times, Requests requests) {
        if (times == MEASURED) {
            Loader.times(service.port(), WARM_UP, requests);
        }
        var load = Loader.times(service.port(), times, requests);
        return "as of an instant, %s: p50 %s ms, p99 %s ms%s"
                .formatted(
                        what,
                        Row.millis(load.percentile(50)),
                        Row.millis(load.percentile(99)),
                        load.statuses().keySet().equals(java.util.Set.of(200)) ? "" : " " + load.statuses());
    }
}
