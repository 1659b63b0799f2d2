package io.tidemark.flink.topology;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.topology.TopicSetting.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a topic is to be made in Kafka, and what of it must stay so: the one table behind the
 * preflight, {@code doctor}, {@code topics create|check}, the demo, the containers and the manual.
 *
 * <p>See RATIONALE.md, "Why have the input topics LogAppendTime, but not those of a time-lapse?"
 *
 * @param topic which one
 * @param onePartition whether all its records need one order
 * @param settings those that the jobs rest on, and where to begin with others
 */
public record TopicLayout(Topic topic, boolean onePartition, List<TopicSetting> settings) {

  /** Partitions of a topic that may have as many as there are tasks. */
  public static final int PARTITIONS = 12;

  /** Copies of every record, where there are so many brokers. */
  public static final int REPLICATION = 3;

  private static final String CLEANUP = "cleanup.policy";
  private static final String STAMPS = "message.timestamp.type";
  private static final String FOR_EVER = "-1";

  /** Inputs live on in the log; this is how long the sequence job may be away. */
  private static final String WEEK = String.valueOf(Duration.ofDays(7).toMillis());

  /** Kafka's own default. The longest dead letter needs half of it. */
  private static final String DEAD_LETTER_BYTES = "1048588";

  /** Copies what could be changed from outside. */
  public TopicLayout {
    settings = List.copyOf(settings);
  }

  /** The topics of a deployment, in the order of {@link Topic#ALL}. */
  public static List<TopicLayout> of(JobConfig config) {
    return all(config.sequence().hasTimeOfTheWall());
  }

  /**
   * The same by the market's time.
   *
   * @param timeOfTheWall whether the market runs in real time; if not, it says itself what time it
   *     is
   */
  public static List<TopicLayout> all(boolean timeOfTheWall) {
    return Topic.ALL.stream().map(topic -> of(topic, timeOfTheWall)).toList();
  }

  /** The layout of the topic that a deployment calls so; empty for a topic of others. */
  public static Optional<TopicLayout> named(String name, JobConfig config) {
    return of(config).stream()
        .filter(layout -> config.topic(layout.topic().topicName()).equals(name))
        .findFirst();
  }

  private static TopicLayout of(Topic topic, boolean timeOfTheWall) {
    List<TopicSetting> settings = new ArrayList<>();
    settings.add(cleanup(topic));
    settings.add(stamps(topic, timeOfTheWall));
    boolean week = isWrittenByOthers(topic) && timeOfTheWall;
    settings.add(
        new TopicSetting(
            "retention.ms",
            week && topic != Topic.MODEL_UPDATES ? WEEK : FOR_EVER,
            Demand.ANY,
            ""));
    settings.add(
        new TopicSetting(
            "compression.type",
            "producer",
            Demand.EXACTLY,
            "so that batches stay as their producers made them: with another codec the broker"
                + " unpacks and packs each one anew"));
    if (topic == Topic.DEAD_LETTERS) {
      settings.add(
          new TopicSetting(
              "max.message.bytes",
              DEAD_LETTER_BYTES,
              Demand.AT_LEAST,
              "so that the longest dead letter can be written"));
    }
    return new TopicLayout(topic, topic == Topic.CONTROL || topic == Topic.MODEL_UPDATES, settings);
  }

  private static boolean isWrittenByOthers(Topic topic) {
    return topic.role() == Topic.Role.INPUT || topic.role() == Topic.Role.SOURCE;
  }

  private static TopicSetting cleanup(Topic topic) {
    return topic == Topic.MODEL_UPDATES
        ? new TopicSetting(
            CLEANUP,
            "compact",
            Demand.EXACTLY,
            "so that the last word on each version stays, however old it is")
        : new TopicSetting(
            CLEANUP,
            "delete",
            Demand.EXACTLY,
            "because compaction would lose all but the newest record of each instrument");
  }

  private static TopicSetting stamps(Topic topic, boolean timeOfTheWall) {
    return switch (topic.role()) {
      case LOG ->
          new TopicSetting(
              STAMPS,
              "LogAppendTime",
              Demand.EXACTLY,
              "because latency would otherwise be measured between clocks of different machines");
      case INPUT ->
          timeOfTheWall
              ? new TopicSetting(
                  STAMPS,
                  "LogAppendTime",
                  Demand.EXACTLY,
                  "so that no producer's clock decides what lies ahead of now")
              : new TopicSetting(
                  STAMPS,
                  "CreateTime",
                  Demand.EXACTLY,
                  "because sequence.tick is 0 ms: the market says itself what time it is, and the"
                      + " broker's clock would be wrong");
      case SOURCE, OUTPUT -> new TopicSetting(STAMPS, "CreateTime", Demand.ANY, "");
    };
  }

  /**
   * Its partitions when it is created.
   *
   * @param others how many a topic gets that may have any number
   */
  public int partitions(int others) {
    return onePartition ? 1 : others;
  }

  /** {@link #settings()} with what follows from the number of copies. */
  public List<TopicSetting> settings(int replication) {
    List<TopicSetting> all = new ArrayList<>(settings);
    all.add(insync(replication));
    return List.copyOf(all);
  }

  private static TopicSetting insync(int replication) {
    String key = "min.insync.replicas";
    if (replication >= REPLICATION) {
      return new TopicSetting(
          key,
          "2",
          Demand.AT_LEAST,
          "because a record that one broker alone has is lost with that broker");
    }
    return new TopicSetting(
        key,
        "1",
        replication == 1 ? Demand.EXACTLY : Demand.ANY,
        replication == 1 ? "because there is one copy, and no more could ever answer" : "");
  }

  /**
   * The command of Kafka that creates it.
   *
   * @param config of the deployment
   * @param others partitions of a topic that may have any number
   */
  public String create(JobConfig config, int others, int replication) {
    StringBuilder command =
        new StringBuilder(
            "kafka-topics --create --bootstrap-server %s --topic %s --partitions %d --replication-factor %d"
                .formatted(
                    config.kafka().bootstrapServers(),
                    config.topic(topic.topicName()),
                    partitions(others),
                    replication));
    settings(replication)
        .forEach(setting -> command.append(" --config ").append(setting.assignment()));
    return command.toString();
  }
}
