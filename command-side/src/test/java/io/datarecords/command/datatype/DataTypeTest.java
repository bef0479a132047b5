package io.datarecords.command.datatype;

import static io.datarecords.command.Rejections.rejectedWith;
import static io.datarecords.command.Rejections.violating;
import static io.datarecords.command.TestCallers.WORKSPACE;
import static io.datarecords.command.TestCallers.admin;
import static io.datarecords.command.TestCallers.having;
import static io.datarecords.command.TestCallers.member;
import static io.datarecords.command.datatype.TestTypes.defined;
import static io.datarecords.command.datatype.TestTypes.field;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Rejection.VersionMismatch;
import io.datarecords.api.Targeted;
import io.datarecords.api.access.Action;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.Scope;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeCommand;
import io.datarecords.api.datatype.DataTypeCommand.ArchiveDataType;
import io.datarecords.api.datatype.DataTypeCommand.DefineDataType;
import io.datarecords.api.datatype.DataTypeCommand.DeleteDataType;
import io.datarecords.api.datatype.DataTypeCommand.ReviseDataType;
import io.datarecords.api.datatype.DataTypeCommand.UnarchiveDataType;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.FieldDefinition;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DataTypeTest {

    private static final long ID = 1;
    private static final DataTypeId TYPE = new DataTypeId(WORKSPACE, ID);
    private static final Actor SERVICE = new Actor(null, "service");
    private static final FieldDefinition AGE = field("age", "integer");
    private static final FieldDefinition NAME = field("name", "text");
    private static final DataTypeDefined DEFINED = defined(ID, AGE, NAME);
    private static final DataTypeArchived ARCHIVED = new DataTypeArchived(WORKSPACE, ID, DEFINED.slug(), SERVICE);
    private static final DataTypeUnarchived UNARCHIVED = new DataTypeUnarchived(WORKSPACE, ID, DEFINED.slug(), SERVICE);
    private static final DataTypeDeleted DELETED = new DataTypeDeleted(WORKSPACE, ID, DEFINED.slug(), SERVICE);

    private AggregateTestFixture<DataType> fixture;

    @BeforeEach
    void prepare() {
        fixture = new AggregateTestFixture<>(DataType.class);
        fixture.registerCommandTargetResolver(command ->
                new VersionedAggregateIdentifier((Object) ((Targeted) command.getPayload()).aggregateId(), null));
    }

    private ResultValidator<DataType> given(DataTypeCommand command, DataTypeEvent... events) {
        return (events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) events)).when(command);
    }

    private static IfMatch version(long version) {
        return new IfMatch(false, Set.of(version));
    }

    private static Matcher<DataTypeState> inVersion(long version) {
        return new CustomMatcher<>("a data type in version " + version) {
            @Override
            public boolean matches(Object actual) {
                return actual instanceof DataTypeState state && state.version() == version;
            }
        };
    }

    @Nested
    class Define {

        private ResultValidator<DataType> define(
                Caller by,
                String name,
                String slug,
                String description,
                List<FieldDefinition> fields,
                Grant... grants) {
            return given(new DefineDataType(TYPE, name, slug, description, true, fields, List.of(grants), null, by));
        }

        @Test
        void emits_the_definition_with_a_slug_from_the_name_and_the_usual_member_access() {
            define(admin(), "Blood pressure", null, "", List.of(AGE))
                    .expectEvents(new DataTypeDefined(
                            WORKSPACE,
                            ID,
                            "Blood pressure",
                            "blood_pressure",
                            null,
                            true,
                            List.of(AGE),
                            new TypeAccess(List.of(), TypeAccess.DEFAULT_MEMBER_ACCESS),
                            SERVICE))
                    .expectResultMessagePayloadMatching(inVersion(1));
        }

        @Test
        void keeps_what_is_given() {
            var grant = new Grant("nurse", List.of(Action.LIST_ALL));
            given(new DefineDataType(
                            TYPE,
                            "Visit",
                            "visits",
                            "Who came",
                            false,
                            List.of(NAME, AGE),
                            List.of(grant),
                            List.of(MemberAction.READ),
                            admin()))
                    .expectEvents(new DataTypeDefined(
                            WORKSPACE,
                            ID,
                            "Visit",
                            "visits",
                            "Who came",
                            false,
                            List.of(NAME, AGE),
                            new TypeAccess(List.of(grant), List.of(MemberAction.READ)),
                            SERVICE));
        }

        @Test
        void needs_the_scope() {
            define(having(Scope.DATATYPES_WRITE), "Visit", null, null, List.of())
                    .expectSuccessfulHandlerExecution();
            for (var caller : List.of(having(Scope.DATATYPES_READ, Scope.RECORDS_ADMIN), member(7, "nurse"))) {
                define(caller, " ", null, null, List.of())
                        .expectException(rejectedWith(new Forbidden("define data types")));
            }
        }

        @Test
        void lists_every_violation_at_once() {
            var nurse = new Grant("nurse", List.of(Action.CREATE));
            define(admin(), " ", "No slug", "x".repeat(10_001), List.of(field("Not a slug", "text")), nurse, nurse)
                    .expectNoEvents()
                    .expectException(violating(
                            "/name required",
                            "/slug pattern",
                            "/description maxLength",
                            "/fields/0/slug pattern",
                            "/grants/1/role duplicate"));
        }

        @Test
        void takes_names_of_255_characters() {
            define(admin(), "😀".repeat(255), "smiles", null, List.of()).expectSuccessfulHandlerExecution();
            define(admin(), "x".repeat(256), "x", null, List.of()).expectException(violating("/name maxLength"));
        }

        @Test
        void refuses_reserved_words_as_slugs() {
            define(admin(), "Page", "page", null, List.of()).expectException(violating("/slug reserved"));
        }
    }

    @Nested
    class Revise {

        private ReviseDataType revise(
                Caller by, IfMatch ifMatch, String name, String description, List<FieldDefinition> fields) {
            return new ReviseDataType(TYPE, name, null, description, null, fields, null, null, ifMatch, by);
        }

        private ReviseDataType fixed(String slug, Boolean isCollection) {
            return new ReviseDataType(TYPE, null, slug, null, isCollection, null, null, null, IfMatch.ANY, admin());
        }

        private DataTypeRevised revised(
                String name, String description, List<FieldDefinition> fields, TypeAccess access) {
            return new DataTypeRevised(WORKSPACE, ID, DEFINED.slug(), name, description, fields, access, SERVICE);
        }

        @Test
        void emits_the_whole_with_what_changed() {
            given(revise(admin(), IfMatch.ANY, "Visit", null, null), DEFINED)
                    .expectEvents(revised("Visit", null, List.of(AGE, NAME), DEFINED.access()))
                    .expectResultMessagePayloadMatching(inVersion(2));
        }

        @Test
        void that_changes_nothing_emits_nothing() {
            given(revise(admin(), IfMatch.ANY, null, null, null), DEFINED)
                    .expectNoEvents()
                    .expectResultMessagePayloadMatching(inVersion(1));
            given(
                            new ReviseDataType(
                                    TYPE,
                                    DEFINED.name(),
                                    DEFINED.slug(),
                                    "",
                                    true,
                                    List.of(AGE, NAME),
                                    List.of(),
                                    DEFINED.access().memberAccess(),
                                    IfMatch.ANY,
                                    admin()),
                            DEFINED)
                    .expectNoEvents();
        }

        @Test
        void sets_and_clears_the_description() {
            given(revise(admin(), IfMatch.ANY, null, "Who came", null), DEFINED)
                    .expectEvents(revised(DEFINED.name(), "Who came", List.of(AGE, NAME), DEFINED.access()));
            given(
                            revise(admin(), IfMatch.ANY, null, "", null),
                            DEFINED,
                            revised(DEFINED.name(), "Who came", List.of(AGE, NAME), DEFINED.access()))
                    .expectEvents(revised(DEFINED.name(), null, List.of(AGE, NAME), DEFINED.access()));
        }

        @Test
        void makes_a_removed_slug_that_comes_again_a_new_field_of_any_type() {
            var without = revised(DEFINED.name(), null, List.of(NAME), DEFINED.access());
            given(revise(admin(), IfMatch.ANY, null, null, List.of(NAME)), DEFINED)
                    .expectEvents(without);
            given(revise(admin(), IfMatch.ANY, null, null, List.of(NAME, field("age", "text"))), DEFINED, without)
                    .expectEvents(revised(
                            DEFINED.name(),
                            null,
                            List.of(NAME, field("age", "text").since(3)),
                            DEFINED.access()));
        }

        @Test
        void changes_grants_and_member_access() {
            var grant = new Grant("nurse", List.of(Action.CREATE));
            given(
                            new ReviseDataType(
                                    TYPE,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(grant),
                                    List.of(),
                                    IfMatch.ANY,
                                    admin()),
                            DEFINED)
                    .expectEvents(revised(
                            DEFINED.name(), null, List.of(AGE, NAME), new TypeAccess(List.of(grant), List.of())));
        }

        @Test
        void refuses_to_change_what_is_fixed_and_takes_it_unchanged() {
            given(fixed(DEFINED.slug(), true), DEFINED).expectNoEvents().expectSuccessfulHandlerExecution();
            given(fixed("other", false), DEFINED).expectException(violating("/slug fixed", "/isCollection fixed"));
            given(revise(admin(), IfMatch.ANY, " ", null, List.of(field("age", "text"))), DEFINED)
                    .expectException(violating("/name required", "/fields/0/fieldType fixed"));
        }

        @Test
        void needs_the_scope_then_the_version_then_good_values() {
            given(revise(having(Scope.DATATYPES_WRITE), version(1), "Visit", null, null), DEFINED)
                    .expectSuccessfulHandlerExecution();
            given(revise(having(Scope.DATATYPES_READ), version(2), " ", null, null), DEFINED)
                    .expectException(rejectedWith(new Forbidden("revise this data type")));
            given(revise(admin(), version(2), " ", null, null), DEFINED)
                    .expectException(rejectedWith(new VersionMismatch(1L)));
        }

        @Test
        void of_what_never_was_or_is_deleted_is_not_found() {
            given(revise(admin(), IfMatch.ANY, "x", null, null)).expectException(AggregateNotFoundException.class);
            given(revise(admin(), IfMatch.ANY, "x", null, null), DEFINED, DELETED)
                    .expectException(AggregateDeletedException.class);
        }

        @Test
        void is_allowed_while_archived() {
            given(revise(admin(), IfMatch.ANY, "Visit", null, null), DEFINED, ARCHIVED)
                    .expectResultMessagePayloadMatching(inVersion(3));
        }
    }

    @Nested
    class ArchiveAndUnarchive {

        @Test
        void archives_once() {
            given(new ArchiveDataType(TYPE, IfMatch.ANY, admin()), DEFINED)
                    .expectEvents(ARCHIVED)
                    .expectResultMessagePayloadMatching(inVersion(2));
            given(new ArchiveDataType(TYPE, IfMatch.ANY, admin()), DEFINED, ARCHIVED)
                    .expectNoEvents()
                    .expectResultMessagePayloadMatching(inVersion(2));
        }

        @Test
        void changes_no_version_but_the_one_expected() {
            given(new ArchiveDataType(TYPE, version(2), admin()), DEFINED)
                    .expectException(rejectedWith(new VersionMismatch(1L)));
            given(new UnarchiveDataType(TYPE, version(1), admin()), DEFINED, ARCHIVED)
                    .expectException(rejectedWith(new VersionMismatch(2L)));
            given(new ArchiveDataType(TYPE, version(1), admin()), DEFINED).expectEvents(ARCHIVED);
            given(new UnarchiveDataType(TYPE, version(2), admin()), DEFINED, ARCHIVED)
                    .expectEvents(UNARCHIVED);
        }

        @Test
        void unarchives_once() {
            given(new UnarchiveDataType(TYPE, IfMatch.ANY, admin()), DEFINED, ARCHIVED)
                    .expectEvents(UNARCHIVED)
                    .expectResultMessagePayloadMatching(inVersion(3));
            given(new UnarchiveDataType(TYPE, IfMatch.ANY, admin()), DEFINED)
                    .expectNoEvents()
                    .expectResultMessagePayloadMatching(inVersion(1));
        }

        @Test
        void needs_the_scope() {
            given(new ArchiveDataType(TYPE, IfMatch.ANY, having(Scope.DATATYPES_WRITE)), DEFINED)
                    .expectSuccessfulHandlerExecution();
            given(new ArchiveDataType(TYPE, IfMatch.ANY, having(Scope.DATATYPES_READ)), DEFINED)
                    .expectException(rejectedWith(new Forbidden("archive this data type")));
            given(new UnarchiveDataType(TYPE, IfMatch.ANY, having(Scope.DATATYPES_READ)), DEFINED, ARCHIVED)
                    .expectException(rejectedWith(new Forbidden("unarchive this data type")));
        }

        @Test
        void of_what_never_was_is_not_found() {
            given(new ArchiveDataType(TYPE, IfMatch.ANY, admin())).expectException(AggregateNotFoundException.class);
            given(new UnarchiveDataType(TYPE, IfMatch.ANY, admin())).expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Delete {

        @Test
        void leaves_nothing_to_command() {
            given(new DeleteDataType(TYPE, IfMatch.ANY, admin()), DEFINED)
                    .expectEvents(DELETED)
                    .expectMarkedDeleted();
            given(new DeleteDataType(TYPE, IfMatch.ANY, admin()), DEFINED, DELETED)
                    .expectException(AggregateDeletedException.class);
        }

        @Test
        void is_allowed_while_archived() {
            given(new DeleteDataType(TYPE, IfMatch.ANY, admin()), DEFINED, ARCHIVED)
                    .expectEvents(DELETED);
        }

        @Test
        void needs_the_scope_then_the_version() {
            given(new DeleteDataType(TYPE, version(2), having(Scope.DATATYPES_WRITE)), DEFINED)
                    .expectException(rejectedWith(new Forbidden("delete this data type")));
            given(new DeleteDataType(TYPE, version(2), having(Scope.DATATYPES_ADMIN)), DEFINED)
                    .expectException(rejectedWith(new VersionMismatch(1L)));
            given(new DeleteDataType(TYPE, version(1), having(Scope.DATATYPES_ADMIN)), DEFINED)
                    .expectEvents(DELETED);
        }
    }
}
