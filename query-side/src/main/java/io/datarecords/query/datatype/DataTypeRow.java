package io.datarecords.query.datatype;

import io.datarecords.api.datatype.DataTypeState;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** A data type's row: its state, and beside it what lists choose and sort by. */
@Entity
@Table(name = "data_type_view")
@SuppressWarnings("UnusedVariable") // the database reads these fields: queries choose and sort by their columns
class DataTypeRow {

    @Id
    private long id;

    private UUID workspace;
    private String slug;
    private long version;
    private boolean archived;
    private String name;
    private Instant createdAt;
    private Instant updatedAt;

    @Convert(converter = DataTypeStateColumn.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private DataTypeState state;

    @SuppressWarnings("NullAway.Init") // JPA makes the object first and fills it then
    protected DataTypeRow() {}

    DataTypeRow(DataTypeState state) {
        this.id = state.id();
        this.workspace = state.workspace();
        this.slug = state.slug();
        this.version = state.version();
        this.archived = state.archived();
        this.name = state.name();
        this.createdAt = state.createdAt();
        this.updatedAt = state.updatedAt();
        this.state = state;
    }

    DataTypeState state() {
        return state;
    }
}
