package io.datarecords.command.publication;

import java.util.List;

/** The topic is there, and differs from what publication needs. Nothing is published until somebody has seen to it. */
final class TopicMismatch extends RuntimeException {

    TopicMismatch(String topic, List<String> differences) {
        super("Topic " + topic + " is not as publication needs it: " + String.join("; ", differences)
                + ". Change it with kafka-configs.sh --alter --entity-type topics --entity-name " + topic
                + " --add-config <name>=<value>, or change the settings data-records.publication."
                + " The number of partitions cannot be changed: set it to the topic's.");
    }
}
