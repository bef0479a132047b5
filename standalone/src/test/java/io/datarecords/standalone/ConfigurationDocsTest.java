package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/configuration.md says what the code says. Where it does not, this rewrites it:
 * {@code ./mvnw -pl standalone -am test -Dtest=ConfigurationDocsTest -Dsurefire.failIfNoSpecifiedTests=false -Drewrite}
 */
class ConfigurationDocsTest {

    private static final Path DOCS = Path.of("..", "docs", "configuration.md");
    private static final Set<String> SPRINGS_OWN = Set.of(
            "server.port",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.kafka.bootstrap-servers");

    @Test
    void everySettingIsThereAsTheCodeHasIt() throws Exception {
        var written = Files.readString(DOCS);
        var current = replaced(replaced(written, "settings", settings()), "run", "```\n" + Arguments.HELP + "\n```\n");
        if (System.getProperty("rewrite") != null) {
            Files.writeString(DOCS, current);
        }
        assertThat(Files.readString(DOCS)).isEqualTo(current);
    }

    @Test
    void thereAreSettingsAtAll() throws Exception {
        assertThat(settings()).contains("`data-records.token.issuer`", "`SPRING_DATASOURCE_URL`");
    }

    private static String replaced(String text, String part, String content) {
        var begin = "<!-- generated: " + part + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- end -->", from);
        return text.substring(0, from) + content + text.substring(to);
    }

    private static String settings() throws IOException {
        var rows = metadata().stream()
                .flatMap(metadata -> metadata.get("properties").valueStream())
                .filter(ConfigurationDocsTest::isOurs)
                .sorted(Comparator.comparing(property -> property.get("name").asString()))
                .map(ConfigurationDocsTest::row)
                .distinct()
                .collect(Collectors.joining("\n"));
        return "| setting | environment variable | is | default |\n|---|---|---|---|\n" + rows + "\n";
    }

    private static List<JsonNode> metadata() throws IOException {
        var mapper = new JsonMapper();
        var files = ConfigurationDocsTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json");
        return Collections.list(files).stream()
                .map(file -> {
                    try (var stream = file.openStream()) {
                        return mapper.readTree(stream);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static boolean isOurs(JsonNode property) {
        boolean isOfAnEndpoint = property.get("name").asString().startsWith("management.endpoint.");
        return (property.path("sourceType").asString("").startsWith("io.datarecords.") && !isOfAnEndpoint)
                || SPRINGS_OWN.contains(property.get("name").asString());
    }

    private static String row(JsonNode property) {
        var name = property.get("name").asString();
        var variable = name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        var description = property.path("description").asString("").replaceAll("\\{@code ([^}]*)}", "`$1`");
        var standard = property.path("defaultValue");
        // the halves have their own
        var shown = standard.isMissingNode() || name.equals("server.port") ? "" : "`" + standard.asString() + "`";
        return "| `" + name + "` | `" + variable + "` | " + description + " | " + shown + " |";
    }
}
