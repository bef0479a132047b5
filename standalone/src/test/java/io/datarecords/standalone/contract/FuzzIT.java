package io.datarecords.standalone.contract;

import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.Crowd;
import io.datarecords.standalone.SharedService;
import io.datarecords.standalone.contract.Wire.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Section 4, its last line: bad input is never a 500. Requests over the whole OpenAPI document, always the same ones. */
class FuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 20260101);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 20_000);
    private static final int CONNECTIONS = 8;
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bat io\\.|org\\.(springframework|apache|postgresql|axonframework)|\\bjava\\.(?!lang\\.Runtime)|PSQL|SQLSTATE|<html");
    private static final JsonMapper JSON = new JsonMapper();

    private final int port = SharedService.get().port();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final ConcurrentLinkedQueue<Slow> slowest = new ConcurrentLinkedQueue<>();

    private record Slow(long millis, int number, String request) {}

    @Test
    void noRequestIsAnsweredWith5xxOrSlowlyOrWithTheInsideOfTheService() throws Exception {
        int printed = SharedService.get().output().length();
        var requests = new FuzzedRequests(document(), new FuzzSeeds(), SEED);

        var complaints = Crowd.of(CONNECTIONS, number -> fuzz(requests, number)).stream()
                .flatMap(List::stream)
                .toList();

        report();
        assertThat(complaints.stream().limit(20))
                .as("seed " + SEED + ", " + complaints.size() + " complaints")
                .isEmpty();
        assertTheServiceIsWell();
        assertThat(SharedService.get().output().substring(printed)).doesNotContain(" ERROR ", "Exception", "\tat ");
    }

    private static JsonNode document() {
        var answer = SharedService.get().get("/v3/api-docs", "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void theDocumentDescribesEveryCallOfTheContract() {
        assertThat(FuzzedRequests.names(document()))
                .contains(
                        "POST /data-types/{}/records",
                        "GET /data-types/{}/records/{}",
                        "PUT /data-types/{}/records/{}",
                        "PUT /data-types/{}/records",
                        "POST /data-types/{}/upsert/{}",
                        "DELETE /data-types/{}/records/{}",
                        "GET /data-types/{}/records",
                        "GET /data-types/{}/records/{}/changes",
                        "GET /data-types/member-record-counts",
                        "GET /data-types",
                        "POST /data-types",
                        "GET /data-types/{}",
                        "GET /data-types/slug/{}",
                        "POST /data-types/validate-slug",
                        "PUT /data-types/{}",
                        "POST /data-types/{}/archive",
                        "POST /data-types/{}/unarchive",
                        "DELETE /data-types/{}",
                        "GET /data-types/{}/changes");
    }

    private List<String> fuzz(FuzzedRequests requests, int connection) {
        var complaints = new ArrayList<String>();
        try (var wire = new Wire(port)) {
            for (int number = connection; number < REQUESTS; number += CONNECTIONS) {
                var request = requests.request(number);
                judge(request, reply(wire, request), complaints);
            }
        }
        return complaints;
    }

    /** A slow answer may be this machine's doing: the request is judged by its second answer then. */
    private static Reply reply(Wire wire, FuzzedRequest request) {
        try {
            var reply = wire.exchange(request.bytes());
            return reply.nanos() < SLOW_NANOS ? reply : wire.exchange(request.bytes());
        } catch (RuntimeException e) {
            return new Reply(0, Map.of(), e.toString(), 0);
        }
    }

    private void judge(FuzzedRequest request, Reply reply, List<String> complaints) {
        synchronized (statuses) {
            statuses.merge(reply.status(), 1, Integer::sum);
        }
        remember(request, reply);
        var complaint = complaint(request, reply);
        if (!complaint.isEmpty()) {
            complaints.add("%n#%d %s: %s %s%n%s"
                    .formatted(
                            request.number(), complaint, reply.status(), cut(reply.body()), cut(request.asCurl(port))));
        }
    }

    private static String complaint(FuzzedRequest request, Reply reply) {
        if (reply.status() < 200 || reply.status() >= 500) {
            return "fault of the service";
        }
        if (reply.nanos() >= SLOW_NANOS) {
            return "slow: " + TimeUnit.NANOSECONDS.toMillis(reply.nanos()) + " ms";
        }
        if (INSIDE.matcher(reply.body()).find() && !request.method().equals("TRACE")) {
            return "tells of the inside";
        }
        return reply.status() < 300 || reply.status() == 304 || request.method().equals("HEAD")
                ? ""
                : notAProblem(reply);
    }

    private static String notAProblem(Reply reply) {
        if (!reply.headers().getOrDefault("content-type", "").startsWith("application/problem+json")) {
            return "no problem but " + reply.headers().get("content-type");
        }
        try {
            var problem = JSON.readTree(reply.body());
            boolean complete = problem.path("type").isString()
                    && problem.path("title").isString()
                    && problem.path("detail").isString()
                    && problem.path("status").asInt() == reply.status();
            return complete ? "" : "an incomplete problem";
        } catch (JacksonException e) {
            return "a problem that is no JSON";
        }
    }

    private void remember(FuzzedRequest request, Reply reply) {
        long millis = TimeUnit.NANOSECONDS.toMillis(reply.nanos());
        if (millis > 100) {
            slowest.add(new Slow(millis, request.number(), request.method() + " " + cut(request.target())));
        }
    }

    private static String cut(String text) {
        return text.length() < 3_000 ? text : text.substring(0, 3_000) + "… (" + text.length() + ")";
    }

    @SuppressWarnings("SystemOut")
    private void report() {
        System.out.println("Fuzz answers by status: " + statuses);
        slowest.stream()
                .sorted(Comparator.comparingLong(Slow::millis).reversed())
                .limit(5)
                .forEach(slow -> System.out.println("Slow: " + slow));
    }

    /** No event got into the log that the views cannot follow. */
    private static void assertTheServiceIsWell() {
        expect(200, SharedService.get().get("/actuator/health", ""));
        var manager = Client.manager();
        var type = manager.define("after", Client.field("a", "integer"));
        var record = manager.create(type, "a", 1);
        assertThat(manager.get(record).at("/fieldValues/a")).isEqualTo("1");
        assertThat(manager.get(type + "/records?a=1").at("/total")).isEqualTo("1");
    }
}
