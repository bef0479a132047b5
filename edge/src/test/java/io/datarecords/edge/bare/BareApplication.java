package io.datarecords.edge.bare;

import io.datarecords.api.access.Caller;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordPage;
import io.datarecords.edge.EdgeConfiguration;
import io.datarecords.edge.JsonBody;
import io.datarecords.edge.QueryParameters;
import io.datarecords.edge.Tagged;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same server, the same token check, the same strict JSON in and out, and nothing behind it: what a benchmark
 * measures the service against. Records are answered as they are sent, or made up.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EdgeConfiguration.class, BareApplication.Records.class})
public class BareApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(BareApplication.class, arguments);
    }

    @RestController
    static class Records {

        private static final Instant TIME = Instant.parse("2026-01-01T10:00:00.123456Z");

        private volatile Map<String, Object> last = Map.of();

        @PostMapping("/api/v2/w/{workspace}/data-types/{type}/records")
        ResponseEntity<Tagged<DataRecordView>> create(
                @PathVariable String type, @RequestBody JsonBody body, QueryParameters query, Caller caller) {
            query.finish();
            last = values(body);
            return ResponseEntity.status(HttpStatus.CREATED).body(new Tagged<>(view(last), 1));
        }

        @PutMapping("/api/v2/w/{workspace}/data-types/{type}/records/{record}")
        Tagged<DataRecordView> update(
                @PathVariable String record, @RequestBody JsonBody body, QueryParameters query, Caller caller) {
            query.finish();
            var merged = new LinkedHashMap<>(last);
            merged.putAll(values(body));
            return new Tagged<>(view(merged), 2);
        }

        @GetMapping("/api/v2/w/{workspace}/data-types/{type}/records/{record}")
        Tagged<DataRecordView> find(@PathVariable String record, QueryParameters query, Caller caller) {
            query.finish();
            return new Tagged<>(view(last), 1);
        }

        @GetMapping("/api/v2/w/{workspace}/data-types/{type}/records")
        RecordPage list(@PathVariable String type, QueryParameters query, Caller caller) {
            int pageSize = query.paging().pageSize();
            query.finish();
            return new RecordPage(Collections.nCopies(pageSize, view(last)), (long) pageSize, 1, pageSize, null);
        }

        private static Map<String, Object> values(JsonBody body) {
            var values = new LinkedHashMap<String, Object>();
            var sent = body.object("fieldValues");
            body.finish();
            if (sent != null) {
                sent.forEach((slug, value) -> values.put(slug, Objects.requireNonNull(value)));
            }
            return values;
        }

        private static DataRecordView view(Map<String, Object> values) {
            return new DataRecordView(123_456_789, 4_711, 1L, null, null, values, 1, TIME, TIME);
        }
    }
}
