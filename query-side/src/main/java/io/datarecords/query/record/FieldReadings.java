package io.datarecords.query.record;

import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the statement of a list is made from. */
@Component
final class FieldReadings {

    private static final String OF_TYPE = """
            select coalesce((select records from record_count where data_type_id = t.id), 0) as records,
                   f.id, f.key, f.state
            from (select ?::bigint) as t (id) left join field f on f.data_type_id = t.id""";

    // A word with hyphens comes as a whole, too, which would not be found where its parts stand side by side.
    private static final String WORDS = """
            select distinct unnest(tsvector_to_array(to_tsvector('simple', token)))
            from ts_parse('default', ?) p
            where tokid not in (select t.tokid from ts_token_type('default') t
                                where t.alias in ('hword', 'asciihword', 'numhword'))""";

    private final JdbcClient jdbc;

    FieldReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the views know of a data type.
     *
     * @param records how many it has
     */
    record Known(long records, Map<String, Integer> ids, Map<String, String> states) {

        /** The field as it is kept; one that the views do not know has no values yet. */
        StoredField field(FieldDefinition definition) {
            var key = definition.key().toString();
            return new StoredField(
                    ids.getOrDefault(key, 0),
                    key,
                    FieldKind.of(definition.fieldType()),
                    "indexed".equals(states.get(key)));
        }
    }

    Known of(long dataType) {
        var ids = new HashMap<String, Integer>();
        var states = new HashMap<String, String>();
        var records = new ArrayList<Long>();
        var sql = ofTypeSql(dataType);
        jdbc.sql(sql.text()).params(sql.parameters()).query(row -> {
            records.add(row.getLong("records"));
            if (row.getString("key") != null) {
                ids.put(row.getString("key"), row.getInt("id"));
                states.put(row.getString("key"), row.getString("state"));
            }
        });
        return new Known(records.getFirst(), Collections.unmodifiableMap(ids), Collections.unmodifiableMap(states));
    }

    static Sql ofTypeSql(long dataType) {
        return new Sql(OF_TYPE, dataType);
    }

    /** The words of a text, as they are searched for. Of a word with hyphens, these are its parts. */
    List<String> words(String text) {
        return jdbc.sql(WORDS).param(text).query((row, _) -> row.getString(1)).list();
    }
}
