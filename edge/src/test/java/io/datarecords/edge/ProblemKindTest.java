package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.edge.docs.ApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** That each kind of problem is told of in docs/problems.md and in the OpenAPI document, and no other. */
class ProblemKindTest {

    private static final String DOCS = read("../docs/problems.md");

    @Test
    void everySectionOfTheDocsIsAKindAndTheOtherWayRound() {
        var sections = Pattern.compile("(?m)^## (.*)$")
                .matcher(DOCS)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(sections)
                .containsExactlyElementsOf(Arrays.stream(ProblemKind.values())
                        .map(ProblemKindTest::slug)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void theDocsTellWhatItIsWhenItComesAndWhatToDo(ProblemKind kind) {
        var section = DOCS.split("(?m)^## " + slug(kind) + "$", 2)[1].split("(?m)^## ", 2)[0];
        assertThat(section)
                .contains("`" + kind.type() + "` · " + kind.status() + " · " + kind.title())
                .contains("**When.** ", "**What to do.** ");
        var example =
                JsonMapper.shared().readTree(section.split("```json", 2)[1].split("```", 2)[0]);
        assertThat(example.get("type").stringValue()).isEqualTo(kind.type().toString());
        assertThat(ApiDocument.get().problem(schema(kind), example)).isEmpty();
    }

    @Test
    void everyProblemOfTheOpenApiDocumentIsAKindAndTheOtherWayRound() {
        assertThat(ApiDocument.get().problems())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemKind.values())
                        .map(ProblemKindTest::schema)
                        .toList());
    }

    private static String slug(ProblemKind kind) {
        return kind.type().getPath().replaceFirst(".*/", "");
    }

    private static String schema(ProblemKind kind) {
        return Stream.of(slug(kind).split("-"))
                .map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
                .collect(Collectors.joining("", "", "Problem"));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
