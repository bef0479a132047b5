package io.datarecords.edge;

import io.datarecords.api.Consistency;
import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.Paging;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Unavailable;
import io.datarecords.api.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Does with requests what the real controllers do. */
@RestController
@RequestMapping("/api/v2/w/{workspace}")
class Probe {

    @GetMapping("/caller")
    Map<String, Object> caller(Caller caller) {
        return Map.of(
                "memberId", String.valueOf(caller.memberId()), "subject", caller.subject(), "roles", caller.roles());
    }

    @GetMapping("/things/{id}")
    ResponseEntity<Tagged<Map<String, Object>>> thing(Caller caller, @PathVariable String id, IfNoneMatch condition) {
        long thing = PathIds.record(caller, id).id();
        if (thing == 0) {
            throw new Rejected(new Rejection.RecordNotFound());
        }
        return condition.matches(3) && thing != 304
                ? Tagged.notModified(3)
                : ResponseEntity.ok(new Tagged<>(Map.of("id", thing), 3));
    }

    @PostMapping("/things")
    ResponseEntity<Tagged<Map<String, Object>>> create(@RequestBody JsonBody body) {
        var values = body.object("values");
        body.finish();
        return ResponseEntity.status(HttpStatus.CREATED).body(new Tagged<>(values == null ? Map.of() : values, 1));
    }

    @PutMapping("/things/{id}")
    Tagged<Map<String, Object>> update(@PathVariable String id, @RequestBody JsonBody body, IfMatch condition) {
        body.value("values");
        body.finish();
        condition.require(3);
        return new Tagged<>(Map.of("id", id), 4);
    }

    @GetMapping(path = "/list", params = "!version")
    Paging list(QueryParameters parameters) {
        Paging paging = parameters.paging();
        parameters.finish();
        return paging;
    }

    @GetMapping("/export")
    void export(Accepted accepted, QueryParameters parameters, Download download) throws Exception {
        var format = accepted.best(List.of("text/csv", "application/x-ndjson"), Function.identity());
        var failsAfter = parameters.id("failsAfter");
        parameters.finish();
        download.answer(format, "lines.txt", out -> {
            for (long line = 0; line < 10_000; line++) {
                if (failsAfter != null && line == failsAfter) {
                    throw new Unavailable("the log does not answer");
                }
                out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    @GetMapping("/fresh")
    Map<String, Object> fresh(Consistency consistency) {
        return Map.of("consistency", consistency.name());
    }

    @GetMapping("/lost/{how}")
    void lost(@PathVariable String how) {
        throw switch (how) {
            case "connection" -> new DataAccessResourceFailureException("connection refused");
            case "transaction" -> new CannotCreateTransactionException("connection refused");
            case "lock" -> new CannotAcquireLockException("too late");
            default -> new DataIntegrityViolationException("a wrong statement");
        };
    }

    @RequestMapping(
            path = "/unavailable",
            method = {RequestMethod.GET, RequestMethod.PUT})
    void unavailable() {
        throw new Unavailable("the log does not answer");
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("java.lang.Secret");
    }
}
