package io.datarecords.query.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What analysts read the files with. */
public final class DuckDb implements AutoCloseable {

    private final Connection connection;

    public DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set TimeZone = 'UTC'");
    }

    /** A view of a file's rows, under the file's name up to its dot. */
    public void open(Path file) throws SQLException {
        var name = file.getFileName().toString().replaceFirst("\\..*", "").replace('-', '_');
        execute("create or replace view " + name + " as select * from '" + file + "'");
    }

    /** The same for a file that is made of these bytes. */
    public void open(Path directory, String name, byte[] content) throws SQLException, IOException {
        open(Files.write(directory.resolve(name), content));
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each row as a text: its values with bars between them. */
    public List<String> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
                all.add(String.join("|", values.stream().map(String::valueOf).toList()));
            }
            return all;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
