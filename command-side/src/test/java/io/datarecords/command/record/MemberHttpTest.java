package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CommandSideTest
class MemberHttpTest {

    private static final String ALL_OF_7 = "/members/7/records";

    @Autowired
    private Api api;

    private Client admin;
    private long visits;
    private long notes;

    @BeforeEach
    void enter() {
        admin = api.admin();
        visits = admin.define("[{\"name\": \"Age\", \"fieldType\": \"integer\"}]");
        notes = admin.define("[]");
    }

    private void createMany(int records) {
        var rows = IntStream.range(0, records).mapToObj(_ -> "{\"fieldValues\": {}, \"memberId\": 7}\n");
        var imported = admin.post(
                records(visits) + "/import", String.join("", rows.toList()), "Content-Type", "application/x-ndjson");
        assertThat(imported.lines().getLast()).containsEntry("created", (long) records);
    }

    @Test
    void every_record_of_the_member_is_erased_and_no_other() {
        // given
        createMany(450);
        long changed = admin.create(visits, "{}", "\"memberId\": 7");
        admin.put(record(visits, changed), "{\"fieldValues\": {\"age\": 3}}");
        long archived = admin.create(notes, "{}", "\"memberId\": 7", "\"externalId\": \"x\"");
        admin.post("/data-types/" + notes + "/archive", null);
        long others = admin.create(visits, "{}", "\"memberId\": 8");
        long unowned = admin.create(visits, "{}", "\"memberId\": null");
        var elsewhere = api.admin();
        long type = elsewhere.define("[]");
        long inOtherWorkspace = elsewhere.create(type, "{}", "\"memberId\": 7");

        // when
        var answer = admin.delete(ALL_OF_7);

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(Map.of(
                        "memberId", 7L,
                        "erasedRecords", 452L,
                        "erasedEvents", 453L,
                        "dataTypes", Map.of("" + visits, 451L, "" + notes, 1L),
                        "remaining", 0L));
        assertThat(admin.put(record(visits, changed), "{\"fieldValues\": {}}").status())
                .isEqualTo(404);
        assertThat(admin.delete(record(notes, archived)).status()).isEqualTo(404);
        assertThat(admin.put(record(visits, others), "{\"fieldValues\": {}}").status())
                .isEqualTo(200);
        assertThat(admin.put(record(visits, unowned), "{\"fieldValues\": {}}").status())
                .isEqualTo(200);
        assertThat(elsewhere
                        .put(record(type, inOtherWorkspace), "{\"fieldValues\": {}}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.delete(ALL_OF_7).body())
                .containsEntry("erasedRecords", 0L)
                .containsEntry("remaining", 0L);
    }

    @Test
    void two_at_once_erase_each_record_once() {
        // given
        createMany(300);

        // when
        var first = CompletableFuture.supplyAsync(() -> admin.delete(ALL_OF_7));
        var second = admin.delete(ALL_OF_7);

        // then
        assertThat((Long) first.join().body().get("erasedRecords")
                        + (Long) second.body().get("erasedRecords"))
                .isEqualTo(300);
        assertThat(second.body()).containsEntry("remaining", 0L);
    }

    @Test
    void it_is_for_administrators_of_records() {
        assertThat(admin.as(7L, "datatypes:admin records:write")
                        .delete(ALL_OF_7)
                        .status())
                .isEqualTo(403);
        assertThat(admin.delete("/members/x/records").status()).isEqualTo(404);
        assertThat(admin.delete("/members/0/records").status()).isEqualTo(404);
        assertThat(admin.delete(ALL_OF_7 + "?x=1").violations()).containsExactly("x unknown");
    }
}
