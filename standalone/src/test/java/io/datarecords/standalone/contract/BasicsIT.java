package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract's first paragraph: spelling, ids, times, the base path. */
class BasicsIT {

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("long_text", "long_text"));

    @Test
    void jsonIsCamelCase() {
        var record = manager.create(type, "long_text", "a");
        assertThat(List.of(type, record, type + "/records", record + "/changes"))
                .allSatisfy(path -> assertNamesAreCamelCase(manager.get(path).json()));
    }

    private static void assertNamesAreCamelCase(JsonNode json) {
        json.forEachEntry((name, value) -> {
            assertThat(name).matches("[a-z]+([A-Z][a-z]+)*");
            if (!name.equals("fieldValues")) {
                assertNamesAreCamelCase(value);
            }
        });
        if (json.isArray()) {
            json.forEach(BasicsIT::assertNamesAreCamelCase);
        }
    }

    @Test
    void theQueryParameterMemberIdIsAcceptedInBothSpellings() {
        manager.createWith(type, Map.of("fieldValues", Map.of(), "memberId", 7));
        var counts = expect(200, manager.get("/data-types/member-record-counts?member_id=7"));
        assertThat(counts.json().get("counts").values().iterator().next().asInt())
                .isEqualTo(1);
        assertThat(manager.get("/data-types/member-record-counts?memberId=7").json())
                .isEqualTo(counts.json());
    }

    @Test
    void idsAreIntegersBelow2To53() {
        var record = manager.get(manager.create(type)).json();
        assertThat(record.get("id").isIntegralNumber()).isTrue();
        assertThat(record.get("dataTypeId").isIntegralNumber()).isTrue();
        assertThat(record.get("id").asLong()).isBetween(1L, (1L << 53) - 1);
        assertThat(manager.get(type).json().get("id").isIntegralNumber()).isTrue();
    }

    @Test
    void timesAreRfc3339UtcWithZ() {
        var record = manager.get(manager.create(type));
        assertThat(List.of(record.at("/createdAt"), record.at("/updatedAt")))
                .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
        assertThat(manager.get(type).at("/createdAt")).endsWith("Z");
    }

    @Test
    void workspacesAndMembersNeedNoCreationSinceTokensNameThem() {
        var stranger = Client.manager().as(4711L, "datatypes:admin");
        assertThat(expect(200, stranger.get("/data-types")).body()).isEqualTo("[]");
        var theirs = stranger.define("note", field("a", "text"));
        assertThat(expect(201, stranger.post(theirs + "/records", Client.set("a", "b")))
                        .at("/memberId"))
                .isEqualTo("4711");
    }
}
