package io.datarecords.api.access;

import static io.datarecords.api.access.Scope.DATATYPES_ADMIN;
import static io.datarecords.api.access.Scope.DATATYPES_READ;
import static io.datarecords.api.access.Scope.DATATYPES_WRITE;
import static io.datarecords.api.access.Scope.RECORDS_ADMIN;
import static io.datarecords.api.access.Scope.RECORDS_READ;
import static io.datarecords.api.access.Scope.RECORDS_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScopeTest {

    static Stream<Arguments> implied() {
        return Stream.of(
                arguments(DATATYPES_READ, Set.of(DATATYPES_READ)),
                arguments(DATATYPES_WRITE, Set.of(DATATYPES_READ, DATATYPES_WRITE)),
                arguments(DATATYPES_ADMIN, Set.of(DATATYPES_READ, DATATYPES_WRITE, DATATYPES_ADMIN)),
                arguments(RECORDS_READ, Set.of(RECORDS_READ)),
                arguments(RECORDS_WRITE, Set.of(RECORDS_READ, RECORDS_WRITE)),
                arguments(RECORDS_ADMIN, Set.of(RECORDS_READ, RECORDS_WRITE, RECORDS_ADMIN)));
    }

    @ParameterizedTest(name = "{0} implies {1} and no more")
    @MethodSource
    void implied(Scope held, Set<Scope> implied) {
        var caller = caller(7L, held);

        assertThat(Arrays.stream(Scope.values()).filter(caller::has)).containsExactlyInAnyOrderElementsOf(implied);
    }

    @Test
    void without_scopes_a_caller_has_none() {
        assertThat(Arrays.stream(Scope.values()).filter(caller(7L)::has)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void names_are_read_as_they_are_written(Scope scope) {
        assertThat(Scope.named(scope.toString())).contains(scope);
        assertThat(Scope.named(scope.name())).isEmpty();
    }

    @Test
    void a_record_is_its_members_own_and_an_unowned_one_is_nobodys() {
        assertThat(caller(7L).owns(7L)).isTrue();
        assertThat(caller(7_000_000L).owns(7_000_000L)).isTrue();
        assertThat(caller(7L).owns(8L)).isFalse();
        assertThat(caller(7L).owns(null)).isFalse();
        assertThat(caller(null).owns(7L)).isFalse();
        assertThat(caller(null).owns(null)).isFalse();
    }

    private static Caller caller(Long memberId, Scope... scopes) {
        return new Caller(new UUID(0, 1), memberId, "ann", Set.of(scopes), Set.of());
    }
}
