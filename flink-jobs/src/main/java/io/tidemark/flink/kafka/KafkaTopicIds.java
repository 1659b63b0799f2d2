package io.tidemark.flink.kafka;

import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.io.TopicIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ids of topics as the cluster tells them: asked for when a partition's first record is read, and
 * again when a partition's offset falls back, for then the topic was created anew while the job
 * ran. Each partition has its own: what was fetched of the old topic may still be under way when
 * the first record of the new one comes in another partition.
 *
 * <p>See RATIONALE.md, "How does the sequence job learn that a topic was created anew?"
 */
public final class KafkaTopicIds implements TopicIds {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopicIds.class);

  private final TopicLookup lookup;
  private transient @Nullable Map<String, List<@Nullable Seen>> seen;

  KafkaTopicIds(TopicLookup lookup) {
    this.lookup = lookup;
  }

  /** As the cluster of this configuration tells them. */
  public static KafkaTopicIds of(KafkaConfig kafka) {
    return new KafkaTopicIds(new AdminTopicLookup(kafka));
  }

  /**
   * @throws TopicLookupException if the cluster did not tell the id in time
   * @throws TopicCreatedAnewException if records of the new topic would be left out
   */
  @Override
  public String of(String topic, int partition, long offset) {
    Map<String, List<@Nullable Seen>> topics = seen == null ? new HashMap<>() : seen;
    seen = topics;
    List<@Nullable Seen> partitions = topics.computeIfAbsent(topic, any -> new ArrayList<>());
    while (partitions.size() <= partition) {
      partitions.add(null);
    }
    Seen known = partitions.get(partition);
    if (known == null) {
      known = new Seen(lookup.id(topic));
      partitions.set(partition, known);
    } else if (offset <= known.offset) {
      fellBack(topic, partition, offset, known);
    }
    known.offset = offset;
    return known.id;
  }

  private void fellBack(String topic, int partition, long offset, Seen known) {
    String id = lookup.id(topic);
    if (id.equals(known.id)) {
      LOG.warn(
          "Partition {} of topic {} was read up to offset {} and goes on at {}, and it is the same"
              + " topic: its log was cut, as after an unclean leader election. Until the old offset"
              + " is passed, its records count as repetitions.",
          partition,
          topic,
          known.offset,
          offset);
      return;
    }
    long first = lookup.firstOffset(topic, partition);
    String what =
        "Topic "
            + topic
            + " was created anew: its id was "
            + known.id
            + " and is "
            + id
            + ". Partition "
            + partition
            + " was read up to offset "
            + known.offset
            + " of the old topic, and goes on at "
            + offset
            + " of the new one";
    if (offset > first) {
      throw new TopicCreatedAnewException(
          what
              + ", which begins at "
              + first
              + ": the job restarts at its last checkpoint to read the records between.");
    }
    LOG.warn("{}, its first record. What was not read of the old topic is lost.", what);
    known.id = id;
  }

  @Override
  public void close() {
    lookup.close();
  }

  /** Of a partition. */
  private static final class Seen {

    String id;

    /** The last one that was read. */
    long offset = -1;

    Seen(String id) {
      this.id = id;
    }
  }
}
