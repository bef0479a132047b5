package io.datarecords.eventlog;

import static io.datarecords.eventlog.TestLog.ACTOR;
import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.DomainEvent;
import io.datarecords.api.Rejection;
import io.datarecords.api.Unavailable;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AppenderTest {

    private static final long TYPE = 1;
    private static final long SOLE_TYPE = 2;

    private HikariDataSource pool;
    private FaultyCommits commits;
    private EventLog log;
    private Appender appender;

    @BeforeEach
    void twoTypes() {
        pool = TestPostgres.dataSource();
        commits = new FaultyCommits(pool);
        log = new TestLog(pool).log();
        appender = new Appender(commits, new Availability());
        assertThat(append(0, TestLog.defined(TYPE, "visit", List.of()))).isInstanceOf(Outcome.Appended.class);
        assertThat(append(0, defined(SOLE_TYPE, "profile", false))).isInstanceOf(Outcome.Appended.class);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Nested
    class AListOfAppends {

        @Test
        void isNumberedInOrderAndTheLosersFailAlone() {
            var outcomes = appender.append(List.of(
                    of(0, created(10, TYPE, "a")),
                    of(5, TestLog.updated(11, TYPE, 7L, Map.of())),
                    of(0, created(12, TYPE, "a")),
                    of(0, created(13, TYPE, "b"))));

            assertThat(outcomes.get(0))
                    .isInstanceOfSatisfying(
                            Outcome.Appended.class,
                            a -> assertThat(a.position()).isEqualTo(3));
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Conflict.class);
            assertThat(outcomes.get(2)).isEqualTo(new Outcome.Refused(new Rejection.ExternalIdTaken("a")));
            assertThat(outcomes.get(3))
                    .isInstanceOfSatisfying(
                            Outcome.Appended.class,
                            a -> assertThat(a.position()).isEqualTo(4));
            assertThat(log.after(2, 10)).extracting(LoggedEvent::position).containsExactly(3L, 4L);
            assertThat(log.head()).isEqualTo(4);
            assertThat(head(TYPE).liveRecords()).isEqualTo(2);
            assertThat(head(TYPE).lastPosition()).isEqualTo(4);
        }

        @Test
        void takesOneAppendOfAnAggregate() {
            append(0, created(10, TYPE, null));

            var outcomes = appender.append(List.of(
                    of(1, TestLog.updated(10, TYPE, 7L, Map.of("a", 1L))),
                    of(1, TestLog.updated(10, TYPE, 7L, Map.of("a", 2L))),
                    of(2, TestLog.updated(10, TYPE, 7L, Map.of("a", 3L)))));

            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Appended.class);
            assertThat(outcomes.subList(1, 3)).allMatch(Outcome.Conflict.class::isInstance);
        }

        @Test
        void isJudgedOnItsOwnWinnersToo() {
            var outcomes = appender.append(List.of(
                    of(0, created(10, SOLE_TYPE, null)),
                    of(0, created(11, SOLE_TYPE, null)),
                    of(0, defined(20, "invoice", true)),
                    of(0, defined(21, "invoice", true)),
                    of(1, new DataTypeArchived(WORKSPACE, TYPE, "visit", ACTOR)),
                    of(0, created(12, TYPE, null)),
                    of(1, new DataTypeDeleted(WORKSPACE, SOLE_TYPE, "profile", ACTOR))));

            assertThat(outcomes.get(1)).isEqualTo(new Outcome.Refused(new Rejection.SoleRecordTaken(7)));
            assertThat(outcomes.get(3)).isEqualTo(new Outcome.Refused(new Rejection.SlugTaken("invoice")));
            assertThat(outcomes.get(5)).isInstanceOf(Outcome.Conflict.class);
            assertThat(outcomes.get(6)).isEqualTo(new Outcome.Refused(new Rejection.DataTypeNotEmpty(1)));
        }
    }

    @Nested
    class ARecord {

        @Test
        void isNotAppendedOnAnotherVersionOfItsType() {
            append(
                    1,
                    new DataTypeRevised(
                            WORKSPACE,
                            TYPE,
                            "visit",
                            "Visit",
                            null,
                            List.of(),
                            new TypeAccess(List.of(), List.of()),
                            ACTOR));

            assertThat(append(0, created(10, TYPE, null))).isInstanceOf(Outcome.Conflict.class);
            assertThat(append(0, created(10, 99, null))).isInstanceOf(Outcome.Conflict.class);
        }

        @Test
        void freesItsExternalIdAndItsPlaceWhenItIsDeleted() {
            append(0, created(10, SOLE_TYPE, "x"));
            assertThat(append(0, created(11, SOLE_TYPE, "x")))
                    .isEqualTo(new Outcome.Refused(new Rejection.ExternalIdTaken("x")));

            var deleted = append(1, TestLog.deleted(10, SOLE_TYPE, 7L));

            assertThat(deleted)
                    .isInstanceOfSatisfying(
                            Outcome.Appended.class,
                            a -> assertThat(a.erasedEvents()).isEqualTo(1));
            assertThat(append(0, created(11, SOLE_TYPE, "x"))).isInstanceOf(Outcome.Appended.class);
        }

        @Test
        void withoutOwnerMayStandBesideOthersInATypeOfOneRecordPerMember() {
            for (long id : List.of(10L, 11L)) {
                var unowned = new RecordCreated(WORKSPACE, id, SOLE_TYPE, 1, null, null, null, FieldValues.NONE, ACTOR);
                assertThat(append(0, unowned)).isInstanceOf(Outcome.Appended.class);
            }
        }
    }

    @Nested
    class ADataType {

        @Test
        void givesItsSlugFreeWhenItIsDeleted() {
            assertThat(append(0, defined(20, "visit", true)))
                    .isEqualTo(new Outcome.Refused(new Rejection.SlugTaken("visit")));
            append(1, new DataTypeDeleted(WORKSPACE, TYPE, "visit", ACTOR));

            assertThat(append(0, defined(20, "visit", true))).isInstanceOf(Outcome.Appended.class);
            assertThat(append(0, created(30, TYPE, null))).isInstanceOf(Outcome.Conflict.class);
            assertThat(log.dataTypeBySlug(WORKSPACE, "visit")).contains(20L);
        }

        @Test
        void racingWithCreatesNeverLeavesARecordThatItsStateForbids() throws Exception {
            for (long round = 0; round < 20; round++) {
                long type = 100 + round;
                append(0, defined(type, "type_" + round, true));
                var end = round % 2 == 0
                        ? new DataTypeDeleted(WORKSPACE, type, "type_" + round, ACTOR)
                        : new DataTypeArchived(WORKSPACE, type, "type_" + round, ACTOR);
                var racers = new ArrayList<Callable<Outcome>>();
                racers.add(() -> append(1, end));
                LongStream.range(0, 4)
                        .mapToObj(i -> (Callable<Outcome>) () -> append(0, created(1000 + type * 10 + i, type, null)))
                        .forEach(racers::add);

                Race.run(racers);

                assertNothingAfterTheEndOf(type);
            }
        }

        private void assertNothingAfterTheEndOf(long type) {
            var events = log.after(0, 1000).stream()
                    .filter(event -> event.event().dataTypeId() == type)
                    .toList();
            var head = head(type);
            long records = events.stream()
                    .filter(event -> event.event() instanceof RecordCreated)
                    .count();
            assertThat(head.liveRecords()).isEqualTo(records);
            if (head.deleted()) {
                assertThat(records).isZero();
            }
            if (head.archived()) {
                assertThat(events.getLast().event()).isInstanceOf(DataTypeArchived.class);
            }
        }
    }

    @Test
    void racingCreatesWithOneExternalIdHaveOneWinner() throws Exception {
        var racers = LongStream.range(0, 8)
                .mapToObj(i -> (Callable<Outcome>) () -> append(0, created(10 + i, TYPE, "same")))
                .toList();

        var outcomes = Race.run(racers);

        assertThat(outcomes).filteredOn(Outcome.Appended.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new Outcome.Refused(new Rejection.ExternalIdTaken("same"))::equals)
                .hasSize(7);
    }

    @Test
    void aDatabaseThatIsGoneIsUnavailableAndNotAFault() {
        pool.close();

        assertThatThrownBy(() -> append(0, created(10, TYPE, null))).isInstanceOf(Unavailable.class);
    }

    private Outcome append(long sequence, DomainEvent event) {
        return appender.append(List.of(of(sequence, event))).getFirst();
    }

    private static Append of(long sequence, DomainEvent event) {
        return new Append(UUID.randomUUID(), sequence, event, Map.of());
    }

    private DataTypeHead head(long type) {
        return log.dataTypeHead(new DataTypeId(WORKSPACE, type)).orElseThrow();
    }

    private static RecordCreated created(long id, long type, String externalId) {
        return new RecordCreated(WORKSPACE, id, type, 1, 7L, externalId, null, FieldValues.NONE, ACTOR);
    }

    private static DataTypeDefined defined(long id, String slug, boolean isCollection) {
        return new DataTypeDefined(
                WORKSPACE, id, slug, slug, null, isCollection, List.of(), new TypeAccess(List.of(), List.of()), ACTOR);
    }
}
