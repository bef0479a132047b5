package io.datarecords.eventlog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Real connections, on which the next commit can be made to go wrong. */
final class FaultyCommits extends DelegatingDataSource {

    /** What happens in place of a plain commit. */
    interface Fault {
        void commit(Connection real) throws SQLException;
    }

    private final AtomicReference<Fault> next = new AtomicReference<>();

    FaultyCommits(DataSource real) {
        super(real);
    }

    /** The server commits, and the answer is lost on the way. */
    void loseTheNextAnswer() {
        next.set(real -> {
            real.commit();
            throw new SQLException("connection reset", "08006");
        });
    }

    /** The connection is lost before the server commits. */
    void loseTheNextCommit() {
        next.set(real -> {
            real.rollback();
            throw new SQLException("connection reset", "08006");
        });
    }

    /** The next commit waits. */
    Held holdTheNext() {
        var held = new Held(new CountDownLatch(1), new CountDownLatch(1));
        next.set(real -> {
            held.reached.countDown();
            held.awaitRelease();
            real.commit();
        });
        return held;
    }

    record Held(CountDownLatch reached, CountDownLatch released) {

        void awaitReached() throws InterruptedException {
            if (!reached.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody committed");
            }
        }

        void release() {
            released.countDown();
        }

        private void awaitRelease() throws SQLException {
            try {
                if (!released.await(EventStorageContract.HELD.toSeconds() + 20, TimeUnit.SECONDS)) {
                    throw new SQLException("never released");
                }
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        var real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    var fault = method.getName().equals("commit") ? next.getAndSet(null) : null;
                    if (fault != null) {
                        fault.commit(real);
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
