package io.datarecords.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.cli.TestService.Answer;
import io.datarecords.cli.TestService.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    private static final String HISTORY = TestService.BASE + "/data-types/3/history";

    @TempDir
    private Path folder;

    private final TestService service = new TestService();

    /** Every event is at an even position. */
    private long last = 10;

    private long erasedUpTo;
    private boolean breaksOff;

    @BeforeEach
    void start() {
        service.on("GET", HISTORY, this::events);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Answer events(Request request) {
        var events = positions(request);
        if (request.accept().contains("parquet")) {
            return new Answer(200, "P" + events);
        }
        var lines = events.stream().map(ReplayCommandTest::line).collect(Collectors.joining());
        return breaksOff ? new Answer(-200, lines + "{\"id\":\"cut") : new Answer(200, lines);
    }

    private List<Long> positions(Request request) {
        long after = parameter(request, "after", 0);
        long upTo = Math.min(last, parameter(request, "upTo", Long.MAX_VALUE));
        return LongStream.rangeClosed(Math.max(after, erasedUpTo) + 1, upTo)
                .filter(position -> position % 2 == 0)
                .boxed()
                .toList();
    }

    private static long parameter(Request request, String name, long otherwise) {
        var matcher = Pattern.compile("\\b" + name + "=([0-9]+)")
                .matcher(request.uri().getQuery());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private static String line(long position) {
        return "{\"id\":\"e" + position + "\",\"type\":\"RecordCreated\",\"position\":" + position
                + ",\"version\":1,\"workspace\":\"w\",\"dataTypeId\":3,\"at\":\"t\",\"recordId\":" + position
                + ",\"values\":{\"x\":1.50}}\n";
    }

    private static String lines(long... positions) {
        return LongStream.of(positions).mapToObj(ReplayCommandTest::line).collect(Collectors.joining());
    }

    private Run toFolder(String... more) {
        var words = List.of("replay", "3", "--to-folder", folder.toString(), "--from", "2026-01-01T00:00:00Z");
        return service.run(Stream.concat(words.stream(), List.of(more).stream()).toArray(String[]::new));
    }

    @Test
    void linesGoOnAfterTheLastWholeOne() throws IOException {
        breaksOff = true;
        last = 6;
        var first = toFolder();
        breaksOff = false;
        last = 10;
        var part = folder.resolve("events-0000000000000000.ndjson");
        assertThat(first.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(part).hasContent(lines(2, 4, 6));
        Files.writeString(part, lines(2, 4) + line(6).substring(0, 20));

        var second = toFolder();

        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).isEqualTo("3 events\n");
        assertThat(part).hasContent(lines(2, 4, 6, 8, 10));
        assertThat(service.requests().getLast().uri().getQuery()).isEqualTo("after=4&from=2026-01-01T00:00:00Z");
        assertThat(toFolder().out()).isEqualTo("0 events\n");
    }

    @Test
    void aFolderKeepsTheEventsOfOneQuestion() {
        toFolder();

        var other = toFolder("--types", "RecordDeleted");

        assertThat(other.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(other.err()).contains("has another replay: ndjson type=3");
    }

    @Test
    void filesOfParquetAreRangesAndTheLastOneIsWrittenAgain() throws IOException {
        last = 6;
        assertThat(toFolder("--format", "parquet").out()).isEqualTo("10 bytes\n");
        var part = folder.resolve("events-0000000000000001.parquet");
        assertThat(part).hasContent("P[2, 4, 6]");
        last = 1_000_004;

        var run = toFolder("--format", "parquet");

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(part)).startsWith("P[2, 4, 6, 8,").endsWith(" 1000000]");
        assertThat(folder.resolve("events-0000000001000001.parquet")).hasContent("P[1000002, 1000004]");
    }

    @Test
    void aFileOfParquetWhoseFirstEventsAreErasedIsReplacedAndStaysTheOnlyOne() {
        last = 6;
        toFolder("--format", "parquet");
        var part = folder.resolve("events-0000000000000001.parquet");

        erasedUpTo = 2;
        toFolder("--format", "parquet");

        assertThat(part).hasContent("P[4, 6]");
        erasedUpTo = 6;
        toFolder("--format", "parquet");
        assertThat(part).hasContent("P[]");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".parquet") && !file.equals(part));
    }

    @Test
    void messagesAreThoseOfTheTopicOfEvents() {
        var message = TopicReplay.message("mine", line(2).strip(), 2);

        assertThat(text(message.key())).isEqualTo("record/2/1");
        assertThat(message.partition()).isZero();
        assertThat(text(message.value()))
                .isEqualTo("{\"position\":2,\"version\":1,\"workspace\":\"w\",\"dataTypeId\":3,\"at\":\"t\","
                        + "\"recordId\":2,\"values\":{\"x\":1.50}}");
        assertThat(message.headers())
                .extracting(header -> header.key() + "=" + text(header.value()))
                .contains("ce_id=e2", "ce_type=RecordCreated", "ce_subject=data-types/3/records/2", "ce_position=2");
    }

    @Test
    void theTopicOfEventsIsTheServicesOwn() {
        var run = service.run("replay", "3", "--to-topic", "record-events", "--bootstrap-servers", "localhost:1");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(service.requests()).isEmpty();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
