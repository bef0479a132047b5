package io.datarecords.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That drift between document and service is seen at all. */
class ApiDocumentTest {

    private static final String BASE = "/api/v2/w/7c504886-395c-491d-a0e5-376df9d70b8a";
    private static final String RECORD = """
            {"id":2,"dataTypeId":1,"memberId":7,"externalId":null,"assignmentTaskId":null,"fieldValues":{"weight":71.50},
             "version":1,"createdAt":"2026-11-23T16:45:29.007674Z","updatedAt":"2026-11-23T16:45:29.007674Z"}""";
    private static final String NO_RECORD = """
            {"type":"https://datarecords.io/problems/record-not-found","title":"No such record","status":404,
             "detail":"This data type has no such record.","instance":"/x"}""";
    private static final String[] TAGGED = {
        "Content-Type",
        "application/json",
        "ETag",
        "\"1\"",
        "Cache-Control",
        "private, no-cache",
        "Vary",
        "Authorization"
    };
    private static final String[] PROBLEM = {"Content-Type", "application/problem+json"};

    @Test
    void what_is_described_is_let_pass() {
        assertThat(get(200, RECORD, TAGGED)).isEmpty();
        assertThat(get(404, NO_RECORD, PROBLEM)).isEmpty();
        assertThat(complaints("GET", "/actuator/health", 500, "", new String[0]))
                .isEmpty();
    }

    @Test
    void another_status_is_seen() {
        assertThat(get(204, "", TAGGED)).singleElement().asString().startsWith("status 204 (expected: one of [200, ");
        assertThat(get(500, "", PROBLEM)).hasSize(1);
    }

    @Test
    void another_property_is_seen_and_one_that_is_missing_too() {
        assertThat(get(200, RECORD.replace("\"id\"", "\"uuid\""), TAGGED))
                .anyMatch(complaint -> complaint.contains("'uuid'"))
                .anyMatch(complaint -> complaint.contains("'id'"))
                .hasSize(2);
        assertThat(get(200, RECORD.replace("674Z", "674"), TAGGED)).isNotEmpty();
        assertThat(get(200, RECORD.replace("7,", "\"7\","), TAGGED)).isNotEmpty();
        assertThat(get(200, "{", TAGGED)).hasSize(1);
    }

    @Test
    void a_kind_of_problem_that_does_not_belong_there_is_seen() {
        assertThat(get(404, NO_RECORD.replace("record-not", "not"), PROBLEM)).isNotEmpty();
        assertThat(get(404, NO_RECORD.replace("404", "400"), PROBLEM)).isNotEmpty();
        assertThat(get(404, NO_RECORD, "Content-Type", "application/json")).hasSize(1);
    }

    @Test
    void a_header_that_is_missing_or_wrong_is_seen() {
        assertThat(get(200, RECORD, "Content-Type", "application/json"))
                .containsExactlyInAnyOrder(
                        "header ETag: missing", "header Cache-Control: missing", "header Vary: missing");
        assertThat(get(401, "", PROBLEM)).contains("header WWW-Authenticate: missing");
        var weak = TAGGED.clone();
        weak[3] = "W/\"1\"";
        assertThat(get(200, RECORD, weak)).singleElement().asString().startsWith("header ETag: ");
    }

    @Test
    void a_path_that_is_not_described_may_only_be_refused() {
        assertThat(complaints("GET", BASE + "/secrets", 200, "{}", TAGGED)).hasSize(2);
        assertThat(complaints("GET", BASE + "/secrets", 404, "", PROBLEM)).isEmpty();
    }

    @Test
    void a_method_that_is_not_described_may_only_be_refused() {
        assertThat(complaints("PATCH", BASE + "/data-types/1", 200, "{}", TAGGED))
                .hasSize(2);
        assertThat(complaints("PATCH", BASE + "/data-types/1", 405, "", PROBLEM))
                .isEmpty();
    }

    @Test
    void head_is_checked_as_get_without_a_body() {
        assertThat(complaints("HEAD", BASE + "/data-types/1/records/2", 200, "", TAGGED))
                .isEmpty();
        assertThat(complaints("HEAD", BASE + "/data-types/1/records/2", 200, "", PROBLEM))
                .isNotEmpty();
    }

    private static List<String> get(int status, String body, String... headers) {
        return complaints("GET", BASE + "/data-types/1/records/2?version=1", status, body, headers);
    }

    private static List<String> complaints(String method, String path, int status, String body, String[] headers) {
        var values = Arrays.stream(headers).toList();
        Map<String, List<String>> map = IntStream.range(0, values.size() / 2)
                .boxed()
                .collect(Collectors.toMap(i -> values.get(2 * i), i -> List.of(values.get(2 * i + 1))));
        return ApiDocument.get().complaints(method, path, status, HttpHeaders.of(map, (name, value) -> true), body);
    }
}
