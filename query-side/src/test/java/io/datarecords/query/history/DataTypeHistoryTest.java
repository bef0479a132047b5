package io.datarecords.query.history;

import static io.datarecords.query.Workspace.ACTOR;
import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.access.Action;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import io.datarecords.query.Workspace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

class DataTypeHistoryTest extends QuerySideTest {

    private static final TypeAccess OPEN =
            new TypeAccess(List.of(new Grant("nurse", List.of(Action.LIST_ALL))), TypeAccess.DEFAULT_MEMBER_ACCESS);

    @Autowired
    @Qualifier("generationKeeper") private SmartLifecycle views;

    private long type;

    @BeforeEach
    void aDataType() {
        type = workspace.define("visit", field("note"));
    }

    private Answer changes(String query) {
        return get(nobody("datatypes:admin"), "/data-types/" + type + "/changes" + query);
    }

    private static List<Long> versions(Answer answer) {
        return StreamSupport.stream(answer.body().get("items").spliterator(), false)
                .map(item -> item.get("version").longValue())
                .toList();
    }

    /** Revises the type and tells what that changed. */
    private JsonNode revised(TypeAccess access, FieldDefinition... fields) {
        return revised(
                new DataTypeRevised(workspace.id(), type, "visit", "The visit", null, List.of(fields), access, ACTOR));
    }

    private JsonNode revised(DataTypeRevised event) {
        log.append(event);
        return changes("").body().get("items").get(0).get("changes");
    }

    private static String shown(String slug, boolean isAdminOnly, String rules) {
        return "{\"name\":\"" + slug + "\",\"slug\":\"" + slug + "\",\"fieldType\":\"text\",\"required\":false,"
                + "\"shouldIndex\":false,\"isAdminOnly\":" + isAdminOnly + ",\"isExternalId\":false,"
                + "\"default\":null,\"options\":[],\"rules\":" + rules + "}";
    }

    private static FieldDefinition ruled(String slug, Map<String, Object> rules) {
        return new FieldDefinition(slug, slug, "text", false, false, false, false, null, List.of(), rules, 1);
    }

    @Nested
    class Items {

        @Test
        void areEveryEventNewestFirst() {
            // given
            workspace.revise(type, field("note"), adminOnly("secret"));
            workspace.archive(type);
            log.append(new DataTypeUnarchived(workspace.id(), type, "visit", new Actor(null, "service")));

            // when
            var answer = changes("");

            // then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().propertyNames()).containsExactly("items", "total", "page", "pageSize");
            assertThat(answer.body().get("total").longValue()).isEqualTo(4);
            assertThat(versions(answer)).containsExactly(4L, 3L, 2L, 1L);
            assertThat(answer.body().get("items"))
                    .map(item -> item.get("type").stringValue())
                    .containsExactly("unarchived", "archived", "revised", "defined");
            var newest = answer.body().get("items").get(0);
            assertThat(newest.propertyNames()).containsExactly("version", "type", "changedAt", "changedBy", "changes");
            assertThat(newest.get("changedBy").toString()).isEqualTo("{\"memberId\":null,\"subject\":\"service\"}");
            assertThat(newest.get("changedAt").stringValue()).endsWith("Z");
            assertThat(newest.get("changes").toString())
                    .isEqualTo("[{\"property\":\"archived\",\"from\":true,\"to\":false}]");
        }

        @Test
        void comeInPagesAndOldestFirstIfAskedFor() {
            // given
            workspace.revise(type, field("other"));
            workspace.archive(type);

            // when
            var second = changes("?sortOrder=asc&page=2&pageSize=2");

            // then
            assertThat(versions(second)).containsExactly(3L);
            assertThat(second.body().get("total").longValue()).isEqualTo(3);
            assertThat(second.body().get("page").longValue()).isEqualTo(2);
            assertThat(second.body().get("pageSize").longValue()).isEqualTo(2);
        }

        @Test
        void waitForNoView() {
            views.stop();
            try {
                workspace.archive(type);
                assertThat(versions(changes(""))).containsExactly(2L, 1L);
            } finally {
                views.start();
            }
        }
    }

    @Nested
    class Changes {

        @Test
        void ofTheDefinitionComeFromNothing() {
            assertThat(changes("").body().get("items").get(0).get("changes").toString())
                    .isEqualTo("[{\"property\":\"name\",\"from\":null,\"to\":\"The visit\"},"
                            + "{\"property\":\"slug\",\"from\":null,\"to\":\"visit\"},"
                            + "{\"property\":\"isCollection\",\"from\":null,\"to\":true},"
                            + "{\"property\":\"fields/note\",\"from\":null,\"to\":" + shown("note", false, "{}") + "},"
                            + "{\"property\":\"grants\",\"from\":null,"
                            + "\"to\":[{\"role\":\"nurse\",\"actions\":[\"list_all\"]}]},"
                            + "{\"property\":\"memberAccess\",\"from\":null,\"to\":[\"create\",\"read\",\"update\"]}]");
        }

        @Test
        void nameEachPropertyThatARevisionChanged() {
            // given
            var access = new TypeAccess(List.of(), List.of(MemberAction.READ));

            // when
            var changes = revised(new DataTypeRevised(
                    workspace.id(), type, "visit", "Call", "Who came", List.of(field("note")), access, ACTOR));

            // then
            assertThat(changes.toString())
                    .isEqualTo("[{\"property\":\"name\",\"from\":\"The visit\",\"to\":\"Call\"},"
                            + "{\"property\":\"description\",\"from\":null,\"to\":\"Who came\"},"
                            + "{\"property\":\"grants\",\"from\":[{\"role\":\"nurse\",\"actions\":[\"list_all\"]}],\"to\":[]},"
                            + "{\"property\":\"memberAccess\",\"from\":[\"create\",\"read\",\"update\"],"
                            + "\"to\":[\"read\"]}]");
        }

        @Test
        void nameFieldsThatWereChangedAddedAndRemoved() {
            // when
            var changed = revised(OPEN, adminOnly("note"), field("extra").since(2));
            var removed = revised(OPEN, adminOnly("note"));

            // then
            assertThat(changed.toString())
                    .isEqualTo("[{\"property\":\"fields/note\",\"from\":" + shown("note", false, "{}") + ",\"to\":"
                            + shown("note", true, "{}") + "},"
                            + "{\"property\":\"fields/extra\",\"from\":null,\"to\":" + shown("extra", false, "{}")
                            + "}]");
            assertThat(removed.toString())
                    .isEqualTo("[{\"property\":\"fields/extra\",\"from\":" + shown("extra", false, "{}")
                            + ",\"to\":null}]");
        }

        @Test
        void tellAFieldAddedAgainFromTheOneRemoved() {
            // when
            var changes = revised(OPEN, field("note").since(2));

            // then
            assertThat(changes.toString())
                    .isEqualTo("[{\"property\":\"fields/note\",\"from\":" + shown("note", false, "{}")
                            + ",\"to\":null},{\"property\":\"fields/note\",\"from\":null,\"to\":"
                            + shown("note", false, "{}") + "}]");
        }

        @Test
        void tellOfTheOrderOfFieldsOnlyIfThatChanged() {
            // when
            var added = revised(OPEN, field("first").since(2), field("note"));
            var turned = revised(OPEN, field("note"), field("first").since(2));

            // then
            assertThat(added).hasSize(1);
            assertThat(turned.toString())
                    .isEqualTo("[{\"property\":\"fields\",\"from\":[\"first\",\"note\"],\"to\":[\"note\",\"first\"]}]");
        }

        @Test
        void areOfValuesNotOfTheirSpelling() {
            // when
            revised(OPEN, ruled("note", Map.of("min", new BigDecimal("1.5"))));
            var respelt = revised(OPEN, ruled("note", Map.of("min", new BigDecimal("1.50"))));

            // then
            assertThat(respelt).isEmpty();
        }
    }

    @Nested
    class Refusals {

        private int status(String token, Object id) {
            return get(token, "/data-types/" + id + "/changes").status();
        }

        @Test
        void comeByScopeAndOnlyAfterTheTypeWasFound() {
            assertThat(status(nobody("datatypes:write records:admin"), type)).isEqualTo(403);
            assertThat(status(member("", "nurse"), type)).isEqualTo(403);
            assertThat(status(member(), 0)).isEqualTo(404);
            assertThat(status(null, type)).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "abc", "1.0", "9223372036854775808"})
        void sayTheSameOfEveryIdThatNamesNothing(String id) {
            var answer = get(nobody("datatypes:admin"), "/data-types/" + id + "/changes");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("data-type-not-found");
        }

        @Test
        void hideRecordsDeletedTypesAndOtherWorkspaces() {
            // given
            var admin = nobody("datatypes:admin");
            long record = workspace.create(type, MEMBER, "note", "x");
            long deleted = workspace.define("deleted", field("note"));
            workspace.deleteType(deleted);
            long elsewhere = new Workspace(log).define("visit", field("note"));

            // then
            assertThat(status(admin, record)).isEqualTo(404);
            assertThat(status(admin, deleted)).isEqualTo(404);
            assertThat(status(admin, elsewhere)).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"page=0", "pageSize=1001", "sortOrder=up", "sortBy=version", "field=note"})
        void nameWhatIsWrongWithTheQuery(String query) {
            assertThat(changes("?" + query).status()).isEqualTo(400);
        }
    }
}
