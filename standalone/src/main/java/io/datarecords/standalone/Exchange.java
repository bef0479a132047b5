package io.datarecords.standalone;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;

/** An answer that goes on for as long as its client wants, without a thread of the container's. */
final class Exchange implements AsyncListener, AutoCloseable {

    private final AsyncContext context;

    private Exchange(AsyncContext context) {
        this.context = context;
    }

    static Exchange begin(HttpServletRequest request) {
        var context = request.startAsync();
        context.setTimeout(0);
        var exchange = new Exchange(context);
        context.addListener(exchange);
        return exchange;
    }

    OutputStream client() throws IOException {
        return context.getResponse().getOutputStream();
    }

    @Override
    public void close() {
        try {
            context.complete();
        } catch (IllegalStateException ended) {
            // as the container has noticed before
        }
    }

    /** The client has gone: else the container would go on and answer with a problem. */
    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
