package io.datarecords.query.freshness;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.query.views.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The data types as reads have last met them. What a version says never changes, so whoever reads a type asks for its
 * state only if the views have another version than the one that is known.
 */
@Component
public final class KnownTypes {

    private static final int REMEMBERED = 1_000;

    private final Cache<Long, DataTypeState> latest =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** What another generation of the views has of a version may be what the one before had wrong. */
    void forget() {
        latest.invalidateAll();
    }

    /** The type as it is known, if it is. */
    public @Nullable DataTypeState get(long id) {
        return latest.getIfPresent(id);
    }

    /** The version of what is known; 0 for nothing. */
    public static long versionOf(@Nullable DataTypeState known) {
        return known == null ? 0 : known.version();
    }

    /**
     * The state in a row of which there is one: its column {@code state} is null where the version is the one known.
     *
     * @param known what was known when the row was asked for
     */
    public DataTypeState stateOf(ResultSet row, @Nullable DataTypeState known) throws SQLException {
        var column = row.getString("state");
        if (column == null) {
            return Objects.requireNonNull(known, "nothing was known, and nothing was read");
        }
        var state = StoredJson.read(column, DataTypeState.class);
        latest.put(state.id(), state);
        return state;
    }
}
