package io.datarecords.query.freshness;

import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.eventlog.Follower;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import io.datarecords.query.Workspace;
import io.datarecords.query.views.View;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

class FreshnessTest extends QuerySideTest {

    @Autowired
    @Qualifier(View.FOLLOWER) private Follower views;

    @AfterEach
    void follow() {
        if (!views.isRunning()) {
            views.start();
        }
    }

    private List<CompletableFuture<Answer>> askEverything(long type, long record) {
        var token = nobody("records:admin datatypes:admin");
        return Stream.of(
                        "/data-types/" + type + "/records/" + record,
                        "/data-types/" + type + "/records/" + record + "?version=1",
                        "/data-types/" + type + "/records/" + record + "/changes",
                        "/data-types/" + type + "/records",
                        "/data-types/member-record-counts?member_id=" + MEMBER,
                        "/data-types",
                        "/data-types/" + type,
                        "/data-types/slug/visit")
                .map(path -> CompletableFuture.supplyAsync(() -> get(token, path), Thread::startVirtualThread))
                .toList();
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
        assertThat(getIn("/actuator/health", null).text())
                .contains("\"status\":\"UP\"")
                .doesNotContain("projections");

        views.stop();
        assertThat(getIn("/actuator/health", null).status()).isEqualTo(503);

        views.start();
        for (int i = 0; i < 100 && getIn("/actuator/health", null).status() != 200; i++) {
            Thread.sleep(20);
        }
        assertThat(getIn("/actuator/health", null).status()).isEqualTo(200);
    }
}
