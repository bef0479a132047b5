package io.datarecords.command.publication;

/**
 * The topic that nothing of this log has been published to yet has messages. They are another log's, or they are this
 * one's from before it was restored, with what was lost and what was erased then: nobody could ever erase them.
 */
final class UsedTopic extends RuntimeException {

    UsedTopic(String topic) {
        super("Topic " + topic + " has messages of another log, or of this one before it was restored. Delete it with"
                + " kafka-topics.sh --delete --topic " + topic
                + ": it is then made anew, and everything is published.");
    }
}
