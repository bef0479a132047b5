package io.datarecords.query.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives out connections whose search path is that of whoever asks. A connection stays with the path that it has: it costs
 * a round trip only when it changes.
 */
final class GenerationDataSource extends DelegatingDataSource {

    private final SearchPath searchPath;
    private final Cache<Connection, String> paths =
            Caffeine.newBuilder().weakKeys().build();

    GenerationDataSource(DataSource pool, SearchPath searchPath) {
        super(pool);
        this.searchPath = searchPath;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        try {
            show(connection, searchPath.current());
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void show(Connection connection, String path) throws SQLException {
        var physical = connection.unwrap(Connection.class);
        if (path.equals(paths.getIfPresent(physical))) {
            return;
        }
        try (var statement = connection.prepareStatement("select set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.execute();
        }
        paths.put(physical, path);
    }
}
