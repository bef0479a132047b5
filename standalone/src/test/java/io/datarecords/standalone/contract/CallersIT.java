package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.datarecords.standalone.Client;
import io.datarecords.standalone.SharedService;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 1, who calls: tokens and workspaces. */
class CallersIT {

    private final Client manager = Client.manager();

    private Client signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        var valid = new JWTClaimsSet.Builder()
                .issuer("data-records-standalone")
                .audience("data-records")
                .subject("somebody")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("workspace", manager.workspace().toString())
                .claim("scope", "datatypes:read");
        return manager.with(SharedService.sign(change.apply(valid).build()));
    }

    @Nested
    class AToken {

        @Test
        void thatIsMissingIs401WithWwwAuthenticate() {
            assertUnauthenticated(manager.with(""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "a.b.c", "e30.e30.e30", "a b"})
        void thatIsInvalidIs401WithWwwAuthenticate(String token) {
            assertUnauthenticated(manager.with(token));
        }

        @Test
        void isCheckedForItsSignature() {
            var parts = manager.token().split("\\.");
            var signature =
                    parts[2].substring(0, 20) + (parts[2].charAt(20) == 'A' ? 'B' : 'A') + parts[2].substring(21);
            assertUnauthenticated(manager.with(parts[0] + "." + parts[1] + "." + signature));
            var unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
            assertUnauthenticated(manager.with(unsigned + "." + parts[1] + "."));
        }

        @Test
        void isCheckedForExp() {
            assertUnauthenticated(signed(
                    claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(300)))));
        }

        @Test
        void isCheckedForNbf() {
            assertUnauthenticated(signed(
                    claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(300)))));
        }

        @Test
        void isCheckedForIss() {
            assertUnauthenticated(signed(claims -> claims.issuer("somebody-else")));
        }

        @Test
        void isCheckedForAud() {
            assertUnauthenticated(signed(claims -> claims.audience("another-service")));
        }

        private void assertUnauthenticated(Client caller) {
            var answer = expect(401, caller.get("/data-types"));
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Nested
    class Claims {

        @Test
        void thatAreCompleteAreAccepted() {
            expect(200, signed(claims -> claims).get("/data-types"));
        }

        @Test
        void nameTheScopesInOneString() {
            expect(201, define(signed(claims -> claims.claim("scope", "records:read datatypes:write"))));
        }

        @Test
        void nameTheScopesInAnArray() {
            expect(201, define(signed(claims -> claims.claim("scope", List.of("records:read", "datatypes:write")))));
        }

        @Test
        void mayLackAMember() {
            assertThat(expect(400, signed(claims -> claims).get("/data-types/member-record-counts"))
                            .body())
                    .contains("member_id");
        }

        @Test
        void nameTheRolesInAnArray() {
            var nurses = manager.defined(Client.object(
                    "name", "Chart", "grants", List.of(Client.object("role", "nurse", "actions", List.of("create")))));
            expect(403, signed(claims -> claims).post(nurses + "/records", Client.set()));
            expect(
                    201,
                    signed(claims -> claims.claim("roles", List.of("porter", "nurse")))
                            .post(nurses + "/records", Client.set()));
        }
    }

    @ParameterizedTest(name = "{0} may define: {1}, delete a type: {2}")
    @CsvSource({"datatypes:read, 403, 403", "datatypes:write, 201, 403", "datatypes:admin, 201, 204"})
    void adminImpliesWriteAndWriteImpliesReadOfDataTypes(String scope, int define, int delete) {
        var type = manager.define("note");
        var caller = manager.as(5L, scope);
        expect(200, caller.get("/data-types"));
        expect(200, caller.get(type));
        expect(define, define(caller));
        expect(delete, caller.delete(type));
    }

    @ParameterizedTest(name = "{0} may create: {1}, delete: {2}")
    @CsvSource({"records:read, 403, 403", "records:write, 201, 403", "records:admin, 201, 200"})
    void adminImpliesWriteAndWriteImpliesReadOfRecords(String scope, int create, int delete) {
        var type = manager.define("note", field("a", "text"));
        var record = manager.create(type, "a", "b");
        var caller = manager.as(5L, scope);
        expect(200, caller.get(record));
        expect(create, caller.post(type + "/records", Client.object("fieldValues", Client.object(), "memberId", 6)));
        expect(delete, caller.delete(record));
    }

    @Test
    void neitherFamilyOfScopesStandsForTheOther() {
        var type = manager.define("note", field("a", "text"));
        expect(403, manager.as(5L, "records:admin").get("/data-types"));
        expect(403, define(manager.as(5L, "records:admin")));
        expect(404, manager.as(5L, "datatypes:admin").get(manager.create(type, "a", "b")));
    }

    @Test
    void aPathInAnotherWorkspaceIs403WhetherItExistsOrNot() {
        var other = Client.manager();
        other.define("note");
        var existing = expect(403, at(other.workspace(), "/data-types"));
        var none = UUID.randomUUID();
        var missing = expect(403, at(none, "/data-types"));
        assertThat(missing.body().replace(none.toString(), other.workspace().toString()))
                .isEqualTo(existing.body());
    }

    private Answer at(UUID workspace, String path) {
        return SharedService.get().get("/api/v2/w/" + workspace + path, manager.token());
    }

    @Test
    void anotherWorkspacesTypeIs404LikeOneThatNeverExisted() {
        var theirs = Client.manager().define("note");
        var never = "/data-types/999999999999";
        for (var rest : List.of("", "/records", "/records/1", "/changes", "/records/1/changes")) {
            assertThat(expect(404, manager.get(theirs + rest)).body().replace(theirs + rest, never + rest))
                    .isEqualTo(expect(404, manager.get(never + rest)).body());
        }
        expect(404, manager.post(theirs + "/records", Client.set()));
        expect(404, manager.put(theirs, Client.object("name", "Mine")));
        expect(404, manager.post(theirs + "/archive", null));
        expect(404, manager.delete(theirs));
    }

    @Test
    void anotherWorkspacesRecordIs404LikeOneThatNeverExisted() {
        var other = Client.manager();
        var id = other.create(other.define("note")).replaceFirst(".*/", "");
        var records = manager.define("note") + "/records/";
        for (var rest : List.of("", "/changes", "?version=1")) {
            assertThat(expect(404, manager.get(records + id + rest)).body().replace("/" + id, "/999999999999"))
                    .isEqualTo(expect(404, manager.get(records + "999999999999" + rest))
                            .body());
        }
        expect(404, manager.put(records + id, Client.set()));
        expect(404, manager.delete(records + id));
    }

    private static Answer define(Client caller) {
        return caller.post("/data-types", Client.object("name", "Type " + UUID.randomUUID()));
    }
}
