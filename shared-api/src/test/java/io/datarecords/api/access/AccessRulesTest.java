package io.datarecords.api.access;

import static io.datarecords.api.access.Action.CREATE;
import static io.datarecords.api.access.Action.DELETE;
import static io.datarecords.api.access.Action.LIST_ALL;
import static io.datarecords.api.access.Action.UPDATE;
import static io.datarecords.api.access.Scope.DATATYPES_ADMIN;
import static io.datarecords.api.access.Scope.DATATYPES_READ;
import static io.datarecords.api.access.Scope.DATATYPES_WRITE;
import static io.datarecords.api.access.Scope.RECORDS_ADMIN;
import static io.datarecords.api.access.Scope.RECORDS_READ;
import static io.datarecords.api.access.Scope.RECORDS_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every row of the permission table, both ways: each rule says all that allows it, and all else is shown not to. */
class AccessRulesTest {

    private static final long ANN = 7;
    private static final Long SELF = ANN;
    private static final Long OTHER = 8L;
    private static final @Nullable Long NOBODY = null;

    /** A rule asked of a caller about a type. */
    @FunctionalInterface
    private interface Rule {
        boolean allows(Caller caller, TypeAccess access);
    }

    @Nested
    class Records {

        @Test
        void anyone_s_records_are_read_by_records_read_or_a_grant_to_list_all() {
            only(
                    AccessRules::mayReadAny,
                    Set.of(RECORDS_READ, RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(LIST_ALL),
                    Set.of());
            only(
                    (caller, access) -> AccessRules.mayRead(caller, access, OTHER),
                    Set.of(RECORDS_READ, RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(LIST_ALL),
                    Set.of());
            only(
                    (caller, access) -> AccessRules.mayRead(caller, access, NOBODY),
                    Set.of(RECORDS_READ, RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(LIST_ALL),
                    Set.of());
        }

        @Test
        void own_records_are_read_by_member_access_too() {
            only(
                    (caller, access) -> AccessRules.mayRead(caller, access, SELF),
                    Set.of(RECORDS_READ, RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(LIST_ALL),
                    Set.of(MemberAction.READ));
            only(
                    AccessRules::mayReadOwn,
                    Set.of(RECORDS_READ, RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(LIST_ALL),
                    Set.of(MemberAction.READ));
        }

        @Test
        void records_are_created_for_oneself_by_member_access_too() {
            only(
                    (caller, access) -> AccessRules.mayCreate(caller, access, SELF),
                    Set.of(RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(CREATE),
                    Set.of(MemberAction.CREATE));
        }

        @Test
        void records_are_created_for_others_and_for_nobody_by_records_write_or_a_grant() {
            for (var owner : new Long[] {OTHER, NOBODY}) {
                only(
                        (caller, access) -> AccessRules.mayCreate(caller, access, owner),
                        Set.of(RECORDS_WRITE, RECORDS_ADMIN),
                        Set.of(CREATE),
                        Set.of());
            }
        }

        @Test
        void own_records_are_updated_by_member_access_too() {
            only(
                    (caller, access) -> AccessRules.mayUpdate(caller, access, SELF),
                    Set.of(RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(UPDATE),
                    Set.of(MemberAction.UPDATE));
        }

        @Test
        void other_records_are_updated_by_records_write_or_a_grant() {
            for (var owner : new Long[] {OTHER, NOBODY}) {
                only(
                        (caller, access) -> AccessRules.mayUpdate(caller, access, owner),
                        Set.of(RECORDS_WRITE, RECORDS_ADMIN),
                        Set.of(UPDATE),
                        Set.of());
            }
        }

        @Test
        void records_are_deleted_by_records_admin_or_a_grant_and_own_ones_by_member_access_too() {
            only(
                    (caller, access) -> AccessRules.mayDelete(caller, access, SELF),
                    Set.of(RECORDS_ADMIN),
                    Set.of(DELETE),
                    Set.of(MemberAction.DELETE));
            for (var owner : new Long[] {OTHER, NOBODY}) {
                only(
                        (caller, access) -> AccessRules.mayDelete(caller, access, owner),
                        Set.of(RECORDS_ADMIN),
                        Set.of(DELETE),
                        Set.of());
            }
        }

        @Test
        void a_caller_that_is_no_member_owns_nothing() {
            var access = new TypeAccess(List.of(), List.of(MemberAction.values()));
            var nobody = caller(null, Set.of(), Set.of());

            assertThat(AccessRules.mayRead(nobody, access, NOBODY)).isFalse();
            assertThat(AccessRules.mayCreate(nobody, access, NOBODY)).isFalse();
            assertThat(AccessRules.mayUpdate(nobody, access, NOBODY)).isFalse();
            assertThat(AccessRules.mayDelete(nobody, access, NOBODY)).isFalse();
        }

        @Test
        void a_grant_to_another_role_allows_nothing() {
            var access = new TypeAccess(List.of(new Grant("doctor", List.of(Action.values()))), List.of());
            var nurse = caller(ANN, Set.of(), Set.of("nurse"));

            assertThat(AccessRules.mayReadAny(nurse, access)).isFalse();
            assertThat(AccessRules.mayCreate(nurse, access, OTHER)).isFalse();
            assertThat(AccessRules.mayUpdate(nurse, access, OTHER)).isFalse();
            assertThat(AccessRules.mayDelete(nurse, access, OTHER)).isFalse();
        }

        @Test
        void by_default_members_create_read_and_update_their_own_records_and_do_not_delete_them() {
            var access = new TypeAccess(List.of(), TypeAccess.DEFAULT_MEMBER_ACCESS);
            var ann = caller(ANN, Set.of(), Set.of());

            assertThat(AccessRules.mayCreate(ann, access, SELF)).isTrue();
            assertThat(AccessRules.mayRead(ann, access, SELF)).isTrue();
            assertThat(AccessRules.mayUpdate(ann, access, SELF)).isTrue();
            assertThat(AccessRules.mayDelete(ann, access, SELF)).isFalse();
        }
    }

    @Nested
    class Counts {

        private final Caller ann = caller(ANN, Set.of(), Set.of());
        private final TypeAccess closed = new TypeAccess(List.of(), List.of());

        @Test
        void one_s_own_need_no_scope_whatever_the_type() {
            assertThat(AccessRules.mayCountRecordsOf(ann, ANN)).isTrue();
            assertThat(AccessRules.mayCountRecordsOf(ann, closed, ANN)).isTrue();
        }

        @Test
        void another_member_s_need_datatypes_read() {
            onlyScopes(
                    caller -> AccessRules.mayCountRecordsOf(caller, OTHER),
                    Set.of(DATATYPES_READ, DATATYPES_WRITE, DATATYPES_ADMIN));
        }

        @Test
        void another_member_s_are_told_for_the_types_whose_records_the_caller_may_list() {
            only(
                    (caller, access) -> AccessRules.mayCountRecordsOf(caller, access, OTHER),
                    Set.of(RECORDS_READ, RECORDS_WRITE, RECORDS_ADMIN),
                    Set.of(LIST_ALL),
                    Set.of());
        }
    }

    @Nested
    class DataTypes {

        @Test
        void are_read_with_datatypes_read() {
            onlyScopes(AccessRules::mayReadDataTypes, Set.of(DATATYPES_READ, DATATYPES_WRITE, DATATYPES_ADMIN));
        }

        @Test
        void are_defined_and_revised_with_datatypes_write() {
            onlyScopes(AccessRules::mayDefineDataTypes, Set.of(DATATYPES_WRITE, DATATYPES_ADMIN));
        }

        @Test
        void are_archived_and_deleted_with_datatypes_admin() {
            onlyScopes(AccessRules::mayAdministerDataTypes, Set.of(DATATYPES_ADMIN));
        }

        @Test
        void admin_only_fields_are_seen_and_set_with_records_admin() {
            onlyScopes(AccessRules::seesAdminFields, Set.of(RECORDS_ADMIN));
        }
    }

    private static void onlyScopes(Predicate<Caller> rule, Set<Scope> scopes) {
        only((caller, _) -> rule.test(caller), scopes, Set.of(), Set.of());
    }

    /** Shows that each of these alone allows, and that all others together do not. */
    private static void only(Rule rule, Set<Scope> scopes, Set<Action> grants, Set<MemberAction> memberAccess) {
        for (var scope : Scope.values()) {
            assertAllowed(rule, Set.of(scope), Set.of(), Set.of(), scopes.contains(scope));
        }
        for (var action : Action.values()) {
            assertAllowed(rule, Set.of(), Set.of(action), Set.of(), grants.contains(action));
        }
        for (var action : MemberAction.values()) {
            assertAllowed(rule, Set.of(), Set.of(), Set.of(action), memberAccess.contains(action));
        }
        assertAllowed(
                rule,
                others(Scope.values(), scopes),
                others(Action.values(), grants),
                others(MemberAction.values(), memberAccess),
                false);
    }

    private static void assertAllowed(
            Rule rule, Set<Scope> scopes, Set<Action> grants, Set<MemberAction> memberAccess, boolean allowed) {
        var access = new TypeAccess(List.of(new Grant("nurse", List.copyOf(grants))), List.copyOf(memberAccess));
        var caller = caller(ANN, scopes, Set.of("nurse", "cook"));

        assertThat(rule.allows(caller, access))
                .as("scopes %s, grants %s, member access %s", scopes, grants, memberAccess)
                .isEqualTo(allowed);
    }

    private static <E extends Enum<E>> Set<E> others(E[] all, Set<E> some) {
        var others = EnumSet.copyOf(Arrays.asList(all));
        others.removeAll(some);
        return others;
    }

    private static Caller caller(@Nullable Long memberId, Set<Scope> scopes, Set<String> roles) {
        return new Caller(new UUID(0, 1), memberId, "ann", scopes, roles);
    }
}
