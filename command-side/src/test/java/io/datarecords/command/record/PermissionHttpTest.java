package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The permission table's rows for the writes to records, each both ways. */
@CommandSideTest
class PermissionHttpTest {

    @Autowired
    private Api api;

    /** Members have the token's member id 7. */
    @ParameterizedTest(name = "{0} · {1} · role {2} · owner {3} · member access {4}: {5}")
    @CsvSource(textBlock = """
            # call  | scope           | role     | owner | member access      | status
            create  | ''              | none     | 7     | create             | 201
            create  | ''              | none     | 7     | read,update,delete | 403
            create  | ''              | creator  | 7     | read               | 201
            create  | records:write   | none     | 7     | read               | 201
            create  | records:admin   | none     | 7     | read               | 201
            create  | records:read    | none     | 7     | read               | 403
            create  | datatypes:admin | none     | 7     | read               | 403
            create  | ''              | none     | 8     | create             | 403
            create  | ''              | none     | null  | create             | 403
            create  | ''              | creator  | 8     | create             | 201
            create  | ''              | creator  | null  | create             | 201
            create  | ''              | updater  | 8     | create             | 403
            create  | records:write   | none     | 8     | read               | 201
            create  | records:write   | none     | null  | read               | 201
            create  | records:read    | lister   | null  | create             | 403
            update  | ''              | none     | 7     | update             | 200
            update  | ''              | none     | 7     | read               | 403
            update  | ''              | none     | 7     | create             | 404
            update  | ''              | updater  | 7     | create             | 200
            update  | records:write   | none     | 7     | create             | 200
            update  | ''              | none     | 8     | read,update        | 404
            update  | ''              | none     | null  | read,update        | 404
            update  | ''              | lister   | 8     | read,update        | 403
            update  | records:read    | none     | 8     | read,update        | 403
            update  | records:read    | none     | null  | read,update        | 403
            update  | ''              | updater  | 8     | read               | 200
            update  | ''              | updater  | null  | read               | 200
            update  | ''              | creator  | 8     | read,update        | 404
            update  | records:write   | none     | 8     | read               | 200
            update  | records:admin   | none     | null  | read               | 200
            update  | datatypes:admin | none     | 8     | read               | 404
            delete  | ''              | none     | 7     | delete             | 200
            delete  | ''              | none     | 7     | create,read,update | 403
            delete  | ''              | none     | 7     | create,update      | 404
            delete  | records:write   | none     | 7     | read               | 403
            delete  | records:admin   | none     | 7     | read               | 200
            delete  | ''              | none     | 8     | delete             | 404
            delete  | ''              | none     | null  | delete             | 404
            delete  | ''              | lister   | 8     | delete             | 403
            delete  | ''              | deleter  | 8     | read               | 200
            delete  | ''              | deleter  | null  | read               | 200
            delete  | ''              | updater  | 8     | delete             | 404
            delete  | records:write   | none     | 8     | delete             | 403
            delete  | records:admin   | none     | 8     | read               | 200
            delete  | records:admin   | none     | null  | read               | 200
            """, delimiter = '|')
    void rows(String call, String scope, String role, String owner, String memberAccess, int status) {
        var admin = api.admin();
        long type = admin.define("[]", grants(), "\"memberAccess\": [\"" + memberAccess.replace(",", "\",\"") + "\"]");

        assertThat(status(call, admin, admin.as(7L, scope, role), type, owner)).isEqualTo(status);
    }

    private static String grants() {
        return """
                "grants": [{"role": "lister", "actions": ["list_all"]}, {"role": "creator", "actions": ["create"]},
                           {"role": "updater", "actions": ["update"]}, {"role": "deleter", "actions": ["delete"]}]""";
    }

    private static int status(String call, Client admin, Client caller, long type, String owner) {
        var member = "\"memberId\": " + owner;
        if (call.equals("create")) {
            return caller.post(records(type), "{\"fieldValues\": {}, " + member + "}")
                    .status();
        }
        var path = record(type, admin.create(type, "{}", member));
        return call.equals("update")
                ? caller.put(path, "{\"fieldValues\": {}}").status()
                : caller.delete(path).status();
    }

    @ParameterizedTest
    @CsvSource({"create,201", "update,200"})
    void a_token_without_a_member_owns_no_unowned_record(String call, int asWriter) {
        var admin = api.admin();
        long type = admin.define("[]", "\"memberAccess\": [\"create\", \"read\", \"update\", \"delete\"]");

        assertThat(status(call, admin, admin.as(null, ""), type, "null")).isIn(403, 404);
        assertThat(status("delete", admin, admin.as(null, ""), type, "null")).isEqualTo(404);
        assertThat(status(call, admin, admin.as(null, "records:write"), type, "null"))
                .isEqualTo(asWriter);
    }
}
