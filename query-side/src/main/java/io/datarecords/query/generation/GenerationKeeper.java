package io.datarecords.query.generation;

import io.datarecords.query.generation.Generation.State;
import io.datarecords.query.views.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks after the generations. A new one is built when it is asked for, when there is none, and when the projections are
 * later ones than those that the live one was begun with. Nodes know of each other by the table of generations alone.
 */
final class GenerationKeeper implements SmartLifecycle {

    /** Whoever changes what a projection makes of events, but not its tables, raises this. */
    static final int LOGIC = 1;

    private static final Logger LOGGER = LoggerFactory.getLogger(GenerationKeeper.class);

    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long one that was replaced goes on to follow the log, for reads that have begun on it. */
    private static final Duration FOLLOWED = Duration.ofSeconds(10);

    /** How long its tables are kept. */
    private static final Duration RETIREMENT = FOLLOWED.multipliedBy(2);

    /** How long tables that this release cannot read go on without a node that can: nobody erases anything from them. */
    private static final Duration ABSENCE = Duration.ofMinutes(10);

    private final String shape = GenerationSchemas.shape();
    private final GenerationSchemas schemas;
    private final GenerationRows rows;
    private final Generations generations;
    private final TransactionOperations transactions;

    /** Where the log's end was when last looked at, for each generation that is being built. */
    private final Map<Integer, Long> goals = new ConcurrentHashMap<>();

    /** What takes long is done beside the looks: reads are refused where it is not known which generation is live. */
    private final AtomicBoolean isAtWork = new AtomicBoolean();

    private final Rounds rounds = new Rounds("generations", this::keep, GenerationKeeper::report);

    GenerationKeeper(
            GenerationSchemas schemas,
            GenerationRows rows,
            Generations generations,
            TransactionOperations transactions) {
        this.schemas = schemas;
        this.rows = rows;
        this.generations = generations;
        this.transactions = transactions;
    }

    /** The generations that this release can read, oldest first. */
    List<Generation> all() {
        return rows.all(shape);
    }

    /** Begins a new generation. @return false if one is being built already */
    boolean rebuild() {
        return rows.begin(shape, LOGIC);
    }

    /** Gives up the one that is being built. @return false if there is none */
    boolean cancel() {
        return rows.cancel(shape);
    }

    /** Once it returns, there is a live generation if the log is empty or there was one before. */
    @Override
    public void start() {
        look().ifPresent(this::attempt);
        look();
        rounds.start(LOOK);
    }

    @Override
    public void stop() {
        rounds.stop();
        List.copyOf(generations.followed()).forEach(generations::leave);
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private Duration keep() {
        look().ifPresent(this::begin);
        return LOOK;
    }

    /** Reads go on, and the next look may help. */
    private static void report(Throwable failure) {
        LOGGER.warn("The generations of the views cannot be looked after; next try in {}", Rounds.BACK_OFF, failure);
    }

    private void begin(Runnable chore) {
        if (isAtWork.compareAndSet(false, true)) {
            Thread.ofVirtual().name("generation-chore").start(() -> {
                attempt(chore);
                isAtWork.set(false);
            });
        }
    }

    private void attempt(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException | Error e) {
            LOGGER.warn("A generation of the views could not be made live or dropped; it is tried again", e);
        }
    }

    /** @return what there is to do, if there is anything */
    private Optional<Runnable> look() {
        var all = all();
        if (all.stream().noneMatch(GenerationKeeper::suffices) && rebuild()) {
            all = all();
        }
        inState(all, State.LIVE)
                .forEach(generation -> generations.setLive(generation.id(), generation.logic() > LOGIC));
        var wanted = all.stream().filter(GenerationKeeper::isWanted).toList();
        leaveAllBut(wanted);
        wanted.forEach(this::follow);
        rows.use(generations.followed());
        return inState(wanted, State.BUILDING).stream()
                .filter(this::hasCaughtUp)
                .<Runnable>map(building -> () -> promote(building))
                .findFirst()
                .or(() -> rows.useless(shape, RETIREMENT, ABSENCE).stream()
                        .<Runnable>map(id -> () -> drop(id))
                        .findFirst());
    }

    private static List<Generation> inState(List<Generation> all, State state) {
        return all.stream().filter(generation -> generation.state() == state).toList();
    }

    /** One of later projections does as long as there are nodes that follow the log for it. */
    private static boolean suffices(Generation generation) {
        return generation.state() != State.RETIRED
                && (generation.logic() == LOGIC || (generation.logic() > LOGIC && generation.isUsed()));
    }

    /** This release keeps its hands off what later projections build; it may read from it once it is live. */
    private static boolean isWanted(Generation generation) {
        boolean isOver = generation.state() == State.RETIRED && generation.age().compareTo(FOLLOWED) >= 0;
        return generation.logic() <= LOGIC && !isOver;
    }

    private void leaveAllBut(List<Generation> wanted) {
        var ids = wanted.stream().map(Generation::id).toList();
        generations.followed().stream().filter(id -> !ids.contains(id)).toList().forEach(generations::leave);
    }

    /** One that is retired is only followed on: its tables may be gone by now. */
    private void follow(Generation generation) {
        if (!generations.follows(generation.id()) && generation.state() != State.RETIRED) {
            schemas.create(generation.id());
            generations.follow(generation.id());
        }
    }

    /**
     * If it has reached what was the end of the log at the last look, with all of its indexes filled, and has taken whatever
     * the live one has: what takes its place must not be worse.
     */
    private boolean hasCaughtUp(Generation building) {
        var goal = goals.put(building.id(), building.head());
        boolean isThere = building.head() == 0 || (goal != null && building.position() >= goal);
        return isThere && isFilled(building) && hasTakenAll(building);
    }

    private boolean hasTakenAll(Generation building) {
        var live = generations.live();
        return live.isEmpty() || parked(building.id()) <= parked(live.getAsInt());
    }

    private long parked(int id) {
        return Objects.requireNonNullElse(generations.within(id).execute(_ -> rows.parked()), 0L);
    }

    private void promote(Generation building) {
        generations.within(building.id()).executeWithoutResult(_ -> rows.analyze());
        transactions.executeWithoutResult(_ -> rows.promote(shape, building.id()));
        goals.remove(building.id());
        LOGGER.info("Generation {} of the views is live", building.id());
    }

    private boolean isFilled(Generation building) {
        return Boolean.TRUE.equals(generations.within(building.id()).execute(_ -> rows.isFilled()));
    }

    private void drop(int id) {
        generations.leave(id);
        schemas.drop(id);
        transactions.executeWithoutResult(_ -> rows.forget(id));
    }
}
