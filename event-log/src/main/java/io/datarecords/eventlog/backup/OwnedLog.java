package io.datarecords.eventlog.backup;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections as the role that owns the log's schema, if there is one: the tables are made as that role's. */
final class OwnedLog extends DelegatingDataSource {

    private static final String BECOME_OWNER = """
            select set_config('role', pg_get_userbyid(nspowner), false)
            from pg_namespace where nspname = 'log' and nspowner <> current_user::regrole""";

    OwnedLog(DataSource database) {
        super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(BECOME_OWNER);
        }
        return connection;
    }
}
