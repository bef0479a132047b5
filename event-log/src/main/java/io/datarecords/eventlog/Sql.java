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
        set(statement, 1, columns);
        return statement;
    }

    /** Sets columns from one parameter on. */
    static void set(PreparedStatement statement, int first, @Nullable Object[]... columns) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            var array = statement.getConnection().createArrayOf(typeOf(columns[i]), columns[i]);
            statement.setArray(first + i, array);
        }
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
