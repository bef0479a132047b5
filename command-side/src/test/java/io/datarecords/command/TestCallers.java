package io.datarecords.command;

import io.datarecords.api.access.Caller;
import io.datarecords.api.access.Scope;
import java.util.Set;
import java.util.UUID;

/** Callers of all sorts, in one workspace. */
public final class TestCallers {

    public static final UUID WORKSPACE = UUID.fromString("6d1f2c1e-0000-4000-8000-000000000001");

    private TestCallers() {}

    /** May do everything. */
    public static Caller admin() {
        return having(Scope.DATATYPES_ADMIN, Scope.RECORDS_ADMIN);
    }

    /** No member, and just these scopes. */
    public static Caller having(Scope... scopes) {
        return new Caller(WORKSPACE, null, "service", Set.of(scopes), Set.of());
    }

    /** A member without any scope. */
    public static Caller member(long id, String... roles) {
        return new Caller(WORKSPACE, id, "member-" + id, Set.of(), Set.of(roles));
    }
}
