package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SampleDataIT {

    private static final String LOADED = "\nAPI=";

    private static StandaloneProcess service;
    private static Example example;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = StandaloneProcess.withSample(folder.resolve("data"));
        service.awaitOutput(LOADED);
        example = Example.manager(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** The manager of the workspace that has the sample data. */
    private record Example(StandaloneProcess service, String token, String base) {

        static Example manager(StandaloneProcess service) {
            var issued = service.post("/dev/tokens", "", "{\"scope\":\"datatypes:admin records:admin\"}")
                    .json();
            return new Example(
                    service,
                    issued.get("access_token").asString(),
                    "/api/v2/w/" + issued.get("workspace").asString());
        }

        JsonNode get(String path) {
            var answer = service.get(base + path, token);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            return answer.json();
        }

        String records(String slug) {
            return "/data-types/" + get("/data-types/slug/" + slug).get("id").asLong() + "/records";
        }

        Set<String> slugs() {
            var slugs = new HashSet<String>();
            get("/data-types").forEach(type -> slugs.add(type.get("slug").asString()));
            return slugs;
        }

        /** All that a load leads to, without ids and times, which differ from one to the next. */
        Map<String, String> content() {
            var externalIds = new HashMap<Long, String>();
            get(records("patients") + "?pageSize=1000")
                    .get("items")
                    .forEach(item -> externalIds.put(
                            item.get("id").asLong(), item.get("externalId").asString()));
            var content = new HashMap<String, String>();
            for (var slug : slugs()) {
                for (var item : get(records(slug) + "?pageSize=1000").get("items")) {
                    var values = item.get("fieldValues");
                    var patient = values.path("patient");
                    content.put(
                            slug + " " + item.get("externalId").asString(),
                            item.get("version") + " of " + item.get("memberId") + ": "
                                    + values.toString().replaceFirst("\"patient\":\\d+", "")
                                    + (patient.isMissingNode() ? "" : externalIds.get(patient.asLong())));
                }
            }
            return content;
        }
    }

    @Nested
    class TheClinic {

        @Test
        void usesEveryFieldTypeAndWhatElseAFieldMayHave() {
            var fieldTypes = new HashSet<String>();
            var used = new HashSet<String>();
            for (var type : example.get("/data-types")) {
                for (var field : type.get("fields")) {
                    fieldTypes.add(field.get("fieldType").asString());
                    field.properties().stream()
                            .filter(property -> isSaid(property.getValue()))
                            .forEach(property -> used.add(property.getKey()));
                }
            }
            assertThat(fieldTypes).hasSize(16);
            assertThat(used)
                    .contains("required", "shouldIndex", "isAdminOnly", "isExternalId", "default", "options", "rules");
        }

        private boolean isSaid(JsonNode value) {
            return value.isContainer()
                    ? !value.isEmpty()
                    : !value.isNull() && !(value.isBoolean() && !value.asBoolean());
        }

        @Test
        void hasSomeHundredRecordsThatDifferentPeopleChanged() {
            assertThat(example.content()).hasSizeGreaterThan(200);
            var people = new HashSet<Long>();
            for (var slug : List.of("patients", "visits", "lab_results", "preferences")) {
                for (var item : example.get(example.records(slug)).get("items")) {
                    example.get(example.records(slug) + "/" + item.get("id").asLong() + "/changes")
                            .get("items")
                            .forEach(change ->
                                    people.add(change.at("/changedBy/memberId").asLong()));
                }
            }
            assertThat(people).contains(0L, 11L, 12L, 21L, 22L, 31L, 32L, 101L);
        }

        @Test
        void hasATypeThatWasRevisedAndShowsWhatWasRemovedOnlyInTheHistory() {
            var visits = example.get("/data-types/slug/visits");
            assertThat(visits.get("version").asLong()).isEqualTo(2);
            assertThat(visits.get("fields").toString()).contains("\"duration\"").doesNotContain("\"room\"");
            var first = example.get(example.records("visits") + "?externalId=V-0001")
                    .get("items")
                    .get(0);
            assertThat(first.get("fieldValues").has("room")).isFalse();
            var path = example.records("visits") + "/" + first.get("id").asLong();
            assertThat(example.get(path + "?version=1").get("fieldValues").has("room"))
                    .isTrue();
        }

        @Test
        void hasAnArchivedTypeAndOneWithOneRecordPerMember() {
            assertThat(example.get("/data-types/slug/paper_forms")
                            .get("archived")
                            .asBoolean())
                    .isTrue();
            assertThat(example.get("/data-types/slug/preferences")
                            .get("isCollection")
                            .asBoolean())
                    .isFalse();
        }

        @Test
        void hasErasedARecordForGood() {
            assertThat(example.content()).doesNotContainKey("visits V-0111");
            assertThat(service.database()
                            .sql("select count(*) from log.event where type = 'RecordDeleted'")
                            .query(Long.class)
                            .single())
                    .isPositive();
        }
    }

    @Nested
    class TheWelcome {

        @Test
        void isATourThatWorksWhenPastedTwice(@TempDir Path folder) throws Exception {
            var lines = service.output()
                    .lines()
                    .dropWhile(line -> !line.startsWith("API="))
                    .filter(line -> !line.startsWith("And then"))
                    .toList();
            var twice = new ArrayList<>(lines);
            twice.addAll(lines);
            var script = Files.write(folder.resolve("tour.sh"), twice);
            var tour = new ProcessBuilder("bash", "-eu", "-o", "pipefail", script.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(tour.getInputStream().readAllBytes());
            assertThat(tour.waitFor()).as(said).isZero();
            var half = said.substring(said.lastIndexOf("A patient, as a nurse sees it:"));
            assertThat(half)
                    .contains(
                            "\"name\":\"Ada Acorn\"",
                            "\"office_note\":",
                            "\"changes\":[{\"field\":\"allergies\"",
                            "\"reason\":\"Cough and fever\"",
                            "\"triage\":\"urgent\"",
                            "\"counts\":{",
                            "\"status\":\"deleted\"");
            assertThat(said.split("problems/version-mismatch", -1)).hasSize(3);
            assertThat(said.replace("problems/version-mismatch", "")).doesNotContain("problems/");
        }

        @Test
        void isAllThatIsPrinted() {
            assertThat(service.output()).doesNotContain(" INFO ", " WARN ", " ERROR ", "Exception");
        }
    }

    @Nested
    class ALoad {

        @Test
        void thatIsKilledComesToTheSameEndAndThenHappensNoMore(@TempDir Path folder) {
            try (var own = StandaloneProcess.withSample(folder.resolve("data"))) {
                for (var seen : List.of("early visits", "lab results")) {
                    own.awaitOutput(seen);
                    own.kill();
                    own.launchAgain();
                }
                own.awaitOutput(LOADED);
                assertThat(Example.manager(own).content()).isEqualTo(example.content());

                var before = withoutOneRecord(own);
                own.kill();
                own.launchAgain();
                own.awaitOutput(LOADED);

                assertThat(Example.manager(own).content()).isEqualTo(before);
                assertThat(own.output()).doesNotContain("Loading").contains("PATIENTS=");
            }
        }

        @Test
        void thatIsStoppedIsFollowedByNoWelcome(@TempDir Path folder) throws Exception {
            try (var own = StandaloneProcess.withSample(folder.resolve("data"))) {
                own.awaitOutput("patients");
                own.signal("TERM");
                assertThat(own.output()).doesNotContain(LOADED);
            }
        }

        private static Map<String, String> withoutOneRecord(StandaloneProcess own) {
            var manager = Example.manager(own);
            var form = manager.get(manager.records("paper_forms")).get("items").get(0);
            var path = manager.records("paper_forms") + "/" + form.get("id").asLong();
            assertThat(own.delete(manager.base() + path, manager.token()).status())
                    .isEqualTo(200);
            return manager.content();
        }

        @Test
        void doesNotHappenWhereThereAreDataTypesAlready(@TempDir Path folder) {
            var data = folder.resolve("data");
            try (var own = StandaloneProcess.on(data)) {
                var manager = Example.manager(own);
                own.post(manager.base() + "/data-types", manager.token(), "{\"name\":\"Patients\"}");
            }
            try (var own = StandaloneProcess.withSample(data)) {
                own.awaitOutput(LOADED);
                assertThat(Example.manager(own).slugs()).containsExactly("patients");
                assertThat(own.output()).contains("left out").doesNotContain("PATIENTS=");
            }
        }
    }
}
