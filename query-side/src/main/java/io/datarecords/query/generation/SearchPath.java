package io.datarecords.query.generation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Which generation's tables are meant where a statement names no schema: the live one's, or that of who builds one. */
final class SearchPath {

    private static final ScopedValue<String> OWN = ScopedValue.newInstance();

    private volatile @Nullable String live;

    void setLive(String schema) {
        live = schema;
    }

    boolean hasLive() {
        return live != null;
    }

    /** As PostgreSQL takes it. Extensions are in the schema {@code views}, or where somebody else has put them. */
    String current() {
        var own = OWN.orElse("");
        var schema = own.isEmpty() ? Objects.requireNonNullElse(live, "") : own;
        return (schema.isEmpty() ? "" : schema + ", ") + "views, public";
    }

    /** Transactions on one generation's tables, whichever is live. */
    static TransactionOperations within(String schema, TransactionOperations transactions) {
        return new TransactionOperations() {
            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                return ScopedValue.where(OWN, schema).call(() -> transactions.execute(action));
            }
        };
    }
}
