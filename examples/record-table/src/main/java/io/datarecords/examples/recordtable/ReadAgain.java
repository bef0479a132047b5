package io.datarecords.examples.recordtable;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * What cannot be applied is read again until it can. The usual handler would skip it after ten times, and every later
 * update of its records would then be wrong.
 */
@Component
final class ReadAgain implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAgain.class);
    private static final long PAUSE_IN_MILLIS = 1000;

    @Override
    public void handleBatch(
            Exception failure,
            ConsumerRecords<?, ?> messages,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        var first = messages.iterator().next();
        LOG.error(
                "{} messages, the first at offset {} of partition {}, are not applied; they are read again",
                messages.count(),
                first.offset(),
                first.partition(),
                failure);
        messages.partitions()
                .forEach(partition -> consumer.seek(
                        partition, messages.records(partition).getFirst().offset()));
        pause(container);
    }

    /** Such as a database that is away when partitions are assigned. Nobody knows then where to read on. */
    @Override
    public void handleOtherException(
            Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        LOG.error("The topic cannot be read", failure);
        container.stopAbnormally(() -> {});
    }

    private static void pause(MessageListenerContainer container) {
        try {
            ListenerUtils.stoppableSleep(container, PAUSE_IN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }
}
