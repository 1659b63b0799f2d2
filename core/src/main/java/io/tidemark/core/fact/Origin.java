package io.tidemark.core.fact;

/**
 * Where a fact came from. Offsets are monotone per instrument, topic and partition, which is how
 * the signal job knows a repetition. A topic that was deleted and created anew has the name of the
 * old one and offsets that begin anew, and so has a topic of another cluster; the id differs.
 *
 * <p>See RATIONALE.md, "Why does an origin name the topic's id?"
 *
 * @param topic the input topic, or the recorded file's name
 * @param partition its partition; 0 for a file
 * @param offset its offset; the row for a table, 10,000 times the line plus the fact's position in
 *     it for a recording of messages
 * @param topicId the id that Kafka gave the topic when it was created, as Kafka writes it; empty
 *     where there is none (files, ticks) or where it is not known (the log of an older version)
 */
public record Origin(String topic, int partition, long offset, String topicId) {

  /** Of what has no topic id. */
  public static final String NO_ID = "";

  /** An origin without a topic id. */
  public Origin(String topic, int partition, long offset) {
    this(topic, partition, offset, NO_ID);
  }

  /** What all origins of the same partition of the same topic have in common: offset 0. */
  public Origin ofPartition() {
    return new Origin(topic, partition, 0, topicId);
  }
}
