package io.datarecords.query.generation;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.query.QuerySideTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A new generation takes the live one's place, and nobody who reads can tell. */
class RebuildTest extends QuerySideTest {

    /** Fields have other ids in another generation. */
    private static final List<String> TABLES = List.of(
            "record_view",
            "record_version",
            "member_record_count",
            "data_type_view",
            "record_count",
            "(select data_type_id, key, kind from field)",
            "(select f.data_type_id, f.key, i.record_id, i.txt, i.num"
                    + " from field_index i join field f on f.id = i.field)",
            "(select f.data_type_id, f.key, p.record_id, p.version, p.valid_from, p.valid_to, p.txt, p.num"
                    + " from field_past p join field f on f.id = p.field)");

    private static final String PATH = "/actuator/rebuild";

    @Autowired
    private GenerationKeeper keeper;

    @Test
    void aRebuiltGenerationEqualsTheOneBefore() {
        // given
        long type = workspace.define("visit", field("a"), field("b"), adminOnly("c"));
        write(type, 300);
        workspace.revise(type, field("b"));
        write(workspace.define("indexed", indexed("a")), 300);
        workspace.archive(workspace.define("other", field("a")));
        long emptied = workspace.define("emptied", field("a"));
        workspace.delete(workspace.create(emptied, MEMBER, "a", "x"));
        workspace.deleteType(workspace.define("gone", field("a")));
        get(reader(), "/data-types/" + type + "/records");
        var before = TABLES.stream().map(this::dump).toList();
        long old = live();

        // when
        var begun = call("POST", PATH, operator());

        // then
        assertThat(begun.status()).isEqualTo(200);
        await(() -> live() > old);
        assertThat(TABLES.stream().map(this::dump).toList()).isEqualTo(before);
        assertThat(before).noneMatch(List::isEmpty);
    }

    @Test
    void readsSeeAllThatWasAcknowledgedWhileItIsRebuilt() {
        // given
        long type = workspace.define("visit", field("a"));
        write(type, 300);
        long old = live();

        // when
        call("POST", PATH, operator());
        var expected = new ArrayList<Integer>();
        var seen = new ArrayList<Integer>();
        int before = total(type);
        for (int left = 10; left > 0; left -= live() > old ? 1 : 0) {
            workspace.create(type, MEMBER, "a", "new");
            expected.add(before + expected.size() + 1);
            seen.add(total(type));
        }

        // then
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void aRebuildGoesOnAfterARestart() {
        // given
        write(workspace.define("visit", field("a")), 300);
        long old = live();
        keeper.rebuild();

        // when
        keeper.stop();
        keeper.start();

        // then
        await(() -> live() > old);
    }

    @Test
    void oneIsBuiltAtATimeAndCanBeCalledOff() {
        // given
        long old = live();
        keeper.stop();
        try {
            assertThat(call("DELETE", PATH, operator()).status()).isEqualTo(404);
            assertThat(call("POST", PATH, operator()).status()).isEqualTo(200);

            // when
            var second = call("POST", PATH, operator());
            var called = call("DELETE", PATH, operator());

            // then
            assertThat(second.status()).isEqualTo(409);
            assertThat(called.status()).isEqualTo(200);
            assertThat(generations()).noneMatch(generation -> state(generation).equals("building"));
            assertThat(live()).isEqualTo(old);
        } finally {
            keeper.start();
        }
    }

    @Test
    void whatWasReplacedIsDropped() {
        // given
        long old = live();
        keeper.rebuild();
        await(() -> live() > old);

        // when
        jdbc.sql("update views.generation set changed_at = changed_at - interval '1 min' where state = 'retired'")
                .update();

        // then
        await(() -> jdbc.sql("select count(*) from pg_namespace where nspname like 'view\\_%'")
                        .query(Long.class)
                        .single()
                == 1);
        await(() -> jdbc.sql("select name from log.follower")
                .query(String.class)
                .list()
                .equals(List.of("view_" + live())));
    }

    @Test
    void whatLaterProjectionsBuildIsLeftToThem() {
        // given
        long old = live();
        jdbc.sql("insert into views.generation (shape, logic, state)"
                        + " select shape, logic + 1, 'building' from views.generation where id = ?")
                .param(old)
                .update();

        // when
        workspace.define("visit", field("a"));
        for (int i = 0; i < 3; i++) {
            keeper.stop();
            keeper.start();
        }

        // then
        assertThat(live()).isEqualTo(old);
        assertThat(jdbc.sql("select count(*) from log.follower"
                                + " where name = 'view_' || (select max(id) from views.generation)")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(call("DELETE", PATH, operator()).status()).isEqualTo(200);
    }

    @Test
    void onlyOperatorsRebuild() {
        assertThat(call("POST", PATH, admin()).status()).isEqualTo(403);
        assertThat(call("POST", PATH, null).status()).isEqualTo(401);
        assertThat(call("GET", PATH, admin()).status()).isEqualTo(403);
    }

    private static FieldDefinition indexed(String slug) {
        return new FieldDefinition(slug, slug, "text", false, true, false, false, null, List.of(), Map.of(), 1);
    }

    private void write(long type, int events) {
        var random = new Random(7);
        var alive = new ArrayList<Long>();
        for (int i = 0; i < events; i++) {
            int dice = random.nextInt(10);
            if (alive.isEmpty() || dice < 4) {
                alive.add(workspace.create(type, MEMBER + dice, "a", "v" + dice));
            } else if (dice < 8) {
                workspace.update(alive.get(random.nextInt(alive.size())), "a", "w" + i);
            } else {
                workspace.delete(alive.remove(random.nextInt(alive.size())));
            }
        }
    }

    private String operator() {
        return nobody("operations:admin");
    }

    private long live() {
        return generations().stream()
                .filter(generation -> state(generation).equals("live"))
                .mapToLong(generation -> generation.get("id").longValue())
                .max()
                .orElseThrow();
    }

    private List<JsonNode> generations() {
        var answer = call("GET", PATH, operator());
        return StreamSupport.stream(answer.body().get("generations").spliterator(), false)
                .toList();
    }

    private static String state(JsonNode generation) {
        return generation.get("state").stringValue();
    }

    private int total(long type) {
        return get(reader(), "/data-types/" + type + "/records?pageSize=1")
                .body()
                .get("total")
                .intValue();
    }

    private List<String> dump(String table) {
        return jdbc.sql("select t::text from " + table + " t order by 1")
                .query(String.class)
                .list();
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 300 && !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
