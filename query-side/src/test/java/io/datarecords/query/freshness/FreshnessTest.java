package io.datarecords.query.freshness;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import io.datarecords.query.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

class FreshnessTest extends QuerySideTest {

    @Autowired
    @Qualifier("generationKeeper") private SmartLifecycle views;

    @AfterEach
    void follow() {
        if (!views.isRunning()) {
            views.start();
        }
    }

    private List<CompletableFuture<Answer>> askEverything(long type, long record) {
        return ask(
                "/data-types/" + type + "/records/" + record,
                "/data-types/" + type + "/records/" + record + "?version=1",
                "/data-types/" + type + "/records/" + record + "/changes",
                "/data-types/" + type + "/records",
                "/data-types/member-record-counts?member_id=" + MEMBER,
                "/data-types",
                "/data-types/" + type,
                "/data-types/slug/visit");
    }

    private List<CompletableFuture<Answer>> ask(String... paths) {
        return Stream.of(paths).map(path -> ask(path, new String[0])).toList();
    }

    private CompletableFuture<Answer> askEventually(String path) {
        return ask(path, new String[] {"Prefer", "consistency=eventual"});
    }

    private CompletableFuture<Answer> ask(String path, String[] headers) {
        var token = nobody("records:admin datatypes:admin");
        return CompletableFuture.supplyAsync(() -> get(token, path, headers), Thread::startVirtualThread);
    }

    @Test
    void aReadThatWouldBeStaleIs503AfterABoundedWait() {
        // given
        long type = workspace.define("visit", field("note"));
        views.stop();
        long record = workspace.create(type, MEMBER, "note", "x");
        var start = System.nanoTime();

        // when
        var answers = askEverything(type, record);

        // then
        assertThat(answers).map(CompletableFuture::join).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("unavailable");
            assertThat(answer.header("Retry-After")).isNotNull();
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    }

    @Test
    void aReadWaitsForALateViewAndIsRight() throws InterruptedException {
        // given
        long type = workspace.define("visit", field("note"));
        views.stop();
        long record = workspace.create(type, MEMBER, "note", "x");

        // when
        var answers = askEverything(type, record);
        Thread.sleep(500);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        views.start();

        // then
        assertThat(answers)
                .map(CompletableFuture::join)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.get(3).join().ids()).containsExactly(record);
        assertThat(answers.get(4).join().text()).isEqualTo("{\"counts\":{\"" + type + "\":1}}");
        assertThat(answers.get(6).join().body().get("recordCount").longValue()).isEqualTo(1);
    }

    @Test
    void aReadThatPrefersToBeFastAnswersAtOnceWithWhatTheViewsHave() {
        // given
        long type = workspace.define("visit", field("note"));
        long record = workspace.create(type, MEMBER, "note", "old");
        get(admin(), "/data-types/" + type + "/records");
        views.stop();
        workspace.update(record, "note", "new");
        workspace.create(type, MEMBER, "note", "another");
        workspace.archive(type);
        workspace.define("later", field("note"));
        var start = System.nanoTime();

        // when
        var one = askEventually("/data-types/" + type + "/records/" + record).join();
        var list = askEventually("/data-types/" + type + "/records").join();
        var counts = askEventually("/data-types/member-record-counts?member_id=" + MEMBER)
                .join();
        var dataTypes = askEventually("/data-types").join();
        var byId = askEventually("/data-types/" + type).join();
        var bySlug = askEventually("/data-types/slug/visit").join();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(one.body().get("fieldValues").get("note").stringValue()).isEqualTo("old");
        assertThat(list.ids()).containsExactly(record);
        assertThat(counts.text()).isEqualTo("{\"counts\":{\"" + type + "\":1}}");
        assertThat(dataTypes.ids()).containsExactly(type);
        assertThat(byId.body().get("archived").booleanValue()).isFalse();
        assertThat(bySlug.body().get("archived").booleanValue()).isFalse();
    }

    @Test
    void evenThenAnOldDataTypeIsNotTakenForOneThatIsKnown() {
        // given
        long type = workspace.define("visit", field("note"));
        get(nobody("datatypes:read"), "/data-types/" + type);
        views.stop();
        workspace.create(type, MEMBER, "note", "x");
        workspace.revise(type, field("note"));

        // when
        var answer = get(
                nobody("datatypes:read"),
                "/data-types/" + type,
                "Prefer",
                "consistency=eventual",
                "If-None-Match",
                "\"1\"");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("recordCount").longValue()).isEqualTo(1);
    }

    @Test
    void evenThenADataTypeThatTheViewsDoNotHaveYetIsWaitedFor() throws InterruptedException {
        // given
        views.stop();
        long type = workspace.define("visit", field("note"));
        long record = workspace.create(type, MEMBER, "note", "x");

        // when
        var answers = Stream.of(
                        "/data-types/" + type + "/records/" + record,
                        "/data-types/" + type + "/records",
                        "/data-types/" + type,
                        "/data-types/slug/visit")
                .map(this::askEventually)
                .toList();
        Thread.sleep(300);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        views.start();

        // then
        assertThat(answers)
                .map(CompletableFuture::join)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void evenThenHistoryIsNotToldUnderAnOldDefinition() throws InterruptedException {
        // given
        long type = workspace.define("visit", field("note"));
        long record = workspace.create(type, MEMBER, "note", "open");
        get(admin(), "/data-types/" + type);
        views.stop();
        workspace.revise(type, adminOnly("note"));
        workspace.update(record, "note", "secret");
        var path = "/data-types/" + type + "/records/" + record;
        String[] eventually = {"Prefer", "consistency=eventual"};

        // when
        var answers = Stream.of(path + "/changes", path + "?version=2", path + "?asOf=2100-01-01T00:00:00Z")
                .map(past -> CompletableFuture.supplyAsync(
                        () -> get(reader(), past, eventually), Thread::startVirtualThread))
                .toList();
        Thread.sleep(300);
        views.start();

        // then
        assertThat(answers).map(CompletableFuture::join).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).doesNotContain("secret");
        });
    }

    @Test
    void otherTypesAndWorkspacesDoNotWait() {
        // given
        long type = workspace.define("visit", field("note"));
        long record = workspace.create(type, MEMBER, "note", "x");
        long busy = workspace.define("busy", field("note"));
        var elsewhere = new Workspace(log);
        get(admin(), "/data-types/" + busy + "/records");
        views.stop();
        workspace.create(busy, MEMBER, "note", "y");
        elsewhere.define("visit", field("note"));

        // then
        assertThat(get(admin(), "/data-types/" + type + "/records/" + record).status())
                .isEqualTo(200);
        assertThat(get(admin(), "/data-types/" + type + "/records").ids()).containsExactly(record);
    }

    @Test
    void everyReadSeesTheWriteBeforeIt() {
        long type = workspace.define("visit", field("note"));
        long record = workspace.create(type, MEMBER, "note", "0");
        for (int i = 1; i <= 200; i++) {
            workspace.update(record, "note", "n" + i);

            assertThat(get(reader(), "/data-types/" + type + "/records/" + record)
                            .body()
                            .get("fieldValues")
                            .get("note")
                            .stringValue())
                    .isEqualTo("n" + i);
        }
    }

    @Test
    void healthIsUpOnlyWhileTheViewsAreFollowed() throws InterruptedException {
        awaitHealth(200);
        assertThat(getIn("/actuator/health", null).text())
                .contains("\"status\":\"UP\"")
                .doesNotContain("projections");

        views.stop();
        assertThat(getIn("/actuator/health", null).status()).isEqualTo(503);

        views.start();
        awaitHealth(200);
    }

    private void awaitHealth(int status) throws InterruptedException {
        for (int i = 0; i < 100 && getIn("/actuator/health", null).status() != status; i++) {
            Thread.sleep(20);
        }
        assertThat(getIn("/actuator/health", null).status()).isEqualTo(status);
    }
}
