package io.datarecords.command.record;

import io.datarecords.api.Rejected;
import io.datarecords.api.Violations;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKind;
import io.datarecords.edge.JsonBodies;
import io.datarecords.edge.JsonBody;
import io.datarecords.edge.MalformedJson;
import io.datarecords.edge.RowReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows of CSV as the bodies that ask the same in JSON. An empty cell is a property that is absent. */
final class CsvBody {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Map<String, Cell> PROPERTIES =
            Map.of("memberId", Cell.VALUE, "externalId", Cell.TEXT, "assignmentTaskId", Cell.VALUE);

    private final List<String> columns;
    private final Map<String, Cell> kinds;
    private final JsonBodies json;

    private CsvBody(List<String> columns, Map<String, Cell> kinds, JsonBodies json) {
        this.columns = columns;
        this.kinds = kinds;
        this.json = json;
    }

    /** How a cell is read. */
    private enum Cell {
        /** As it stands. */
        TEXT,
        /** As JSON; what is none is a text, which the field then refuses. */
        VALUE,
        /** As JSON alone, for the field takes any text. */
        JSON;

        static Cell of(FieldDefinition field) {
            return switch (FieldKind.of(field.fieldType())) {
                case TEXT, CHOICE, DATE, TIME, DATE_TIME -> TEXT;
                case NUMBER, ID, FLAG -> VALUE;
                case CHOICES, JSON -> JSON;
            };
        }
    }

    /**
     * Reads the first row.
     *
     * @throws Rejected if it is missing, or names a column twice, or one that a body of this caller's may not have
     */
    static CsvBody of(byte @Nullable [] header, Import asked, JsonBodies json) {
        if (header == null) {
            throw Rejected.invalid("", "required", "must begin with a row that names the columns");
        }
        var names = cells(RowReader.whole(header));
        var kinds = kinds(asked);
        var violations = new Violations();
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!kinds.containsKey(name)) {
                violations.add(
                        name,
                        "unknown",
                        "is neither a field of this data type nor one of memberId, externalId"
                                + " and assignmentTaskId");
            } else if (!seen.add(name)) {
                violations.add(name, "repeated", "must be given once");
            }
        }
        violations.reject();
        return new CsvBody(names, kinds, json);
    }

    private static Map<String, Cell> kinds(Import asked) {
        var kinds = new HashMap<>(PROPERTIES);
        asked.type().type().fields().stream()
                .filter(field -> !field.isAdminOnly() || AccessRules.seesAdminFields(asked.by()))
                .forEach(field -> kinds.put(field.slug(), Cell.of(field)));
        return kinds;
    }

    private static List<String> cells(byte[] row) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(row))
                    .toString();
            return Csv.cells(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException | IllegalArgumentException malformed) {
            throw Rejected.invalid("", "csv", "must be well-formed CSV in UTF-8");
        }
    }

    JsonBody read(byte[] row) {
        var cells = cells(row);
        if (cells.size() != columns.size()) {
            throw Rejected.invalid(
                    "", "csv", "must have as many cells as the first row, " + columns.size() + ", has " + cells.size());
        }
        var properties = new HashMap<String, @Nullable Object>();
        var fieldValues = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < cells.size(); i++) {
            var name = columns.get(i);
            if (!cells.get(i).isEmpty()) {
                (PROPERTIES.containsKey(name) ? properties : fieldValues).put(name, value(name, cells.get(i)));
            }
        }
        properties.put("fieldValues", fieldValues);
        return new JsonBody(properties);
    }

    private @Nullable Object value(String name, String cell) {
        var kind = kinds.get(name);
        try {
            return kind == Cell.TEXT ? cell : json.value(cell);
        } catch (MalformedJson malformed) {
            if (kind == Cell.JSON) {
                throw Rejected.invalid("/fieldValues/" + name, "json", "must be JSON");
            }
            return cell;
        }
    }
}
