package io.datarecords.query.freshness;

import io.datarecords.api.Consistency;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Unavailable;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Data types to read under: whatever is read after one was got here is as fresh as was wanted. */
@Component
public final class FreshTypes {

    private final TypeReadings readings;
    private final Freshness freshness;
    private final TransactionTemplate snapshot;

    /** Without what JPA prepares for entities: there are none in lists of records. */
    private final TransactionTemplate quickSnapshot;

    FreshTypes(
            TypeReadings readings,
            Freshness freshness,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        this.readings = readings;
        this.freshness = freshness;
        this.snapshot = readOnly(transactions);
        this.quickSnapshot = readOnly(new JdbcTransactionManager(dataSource));
    }

    private static TransactionTemplate readOnly(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setReadOnly(true);
        return template;
    }

    /**
     * The type, with everything that was acknowledged of it and its records in the views, if that is wanted.
     *
     * @throws Rejected    with {@link DataTypeNotFound} if its workspace has no such type
     * @throws Unavailable if the views do not have it in time
     */
    public FreshType require(DataTypeId id, Consistency wanted) {
        return freshness.await(wanted, _ -> reading(id));
    }

    /** The type in that version or a later one; nothing if the workspace no longer has it. */
    public Optional<DataTypeState> atLeast(DataTypeId id, long version) {
        var known = readings.known(id.id()).filter(state -> state.version() >= version);
        return known.isPresent()
                ? known
                : freshness.await(
                        Consistency.FRESH,
                        _ -> readings.one(id)
                                .map(reading -> reading.map(type -> Optional.of(type.state())))
                                .orElseGet(() -> new Reading<>(0, 0, Optional.empty())));
    }

    /**
     * Reads from the views under a type, all in one snapshot of the database: no row is shown under a definition that is
     * older than it. Nothing is waited for inside of a snapshot.
     */
    public <A> A within(DataTypeId id, Consistency wanted, Function<FreshType, A> read) {
        return freshness.await(
                wanted,
                needed -> quickSnapshot.execute(_ -> readings.oneAndHoldStill(id)
                        .orElseThrow(() -> new Rejected(new DataTypeNotFound()))
                        .ifSuffices(wanted, needed, read)));
    }

    /**
     * Reads what covers all types of a workspace, in one snapshot of the database.
     *
     * @param read is given the number of records of each type, by type id; a type that it is not given is deleted
     */
    public <A> A withinAll(UUID workspace, Consistency wanted, Function<Map<Long, Long>, A> read) {
        return freshness.await(
                wanted,
                needed -> snapshot.execute(_ -> {
                    readings.holdStill();
                    return readings.all(workspace)
                            .ifSuffices(wanted, needed, _ -> read.apply(readings.liveRecords(workspace)));
                }));
    }

    private Reading<FreshType> reading(DataTypeId id) {
        return readings.one(id).orElseThrow(() -> new Rejected(new DataTypeNotFound()));
    }
}
