package io.datarecords.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Set-based statements: each parameter is a whole column, so that a batch costs what one row costs. */
final class Sql {

    private Sql() {}

    static PreparedStatement prepare(Connection connection, String sql, @Nullable Object[]... columns)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < columns.length; i++) {
            statement.setArray(i + 1, connection.createArrayOf(typeOf(columns[i]), columns[i]));
        }
        return statement;
    }

    static void execute(Connection connection, String sql, @Nullable Object[]... columns) throws SQLException {
        try (var statement = prepare(connection, sql, columns)) {
            statement.execute();
        }
    }

    private static String typeOf(@Nullable Object[] column) {
        var type = column.getClass().getComponentType();
        if (type == Long.class) {
            return "int8";
        }
        if (type == Boolean.class) {
            return "bool";
        }
        if (type == UUID.class) {
            return "uuid";
        }
        return "text";
    }
}
