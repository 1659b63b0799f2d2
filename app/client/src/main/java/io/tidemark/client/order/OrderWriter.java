package io.tidemark.client.order;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.client.topic.KnownTopics;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Instruments;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.Preflight;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a person's orders into {@code control.v1}, and says so. */
public final class OrderWriter {

  /** How every instrument is named. */
  public static final String ALL = "all";

  private final InstantSource wall;
  private final Target target;
  private final PrintWriter out;

  /**
   * Of orders that have the time of the market, or of {@code wall} where the log is empty.
   *
   * @param out says what was written
   */
  public OrderWriter(InstantSource wall, Target target, PrintWriter out) {
    this.wall = wall;
    this.target = target;
    this.out = out;
  }

  /**
   * Writes one order.
   *
   * @param instrument one that the jobs follow, or {@link #ALL}
   * @return the exit code
   * @throws CommandFailedException if nobody follows the instrument or reads the topic
   */
  public int write(String instrument, ControlCommand command, String by, String why) {
    JobConfig config = target.config();
    String whom = whom(config, instrument);
    String topic = config.topic(Topic.CONTROL.topicName());
    long now;
    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), Preflight.TIME_LIMIT)) {
      KnownTopics.require(cluster, config.kafka(), List.of(topic));
      now = target.now(wall, out::println);
      Control control = new Control(whom, now, now, command, by, why);
      try (TopicWriter writer = new TopicWriter(config.kafka().clientProperties(), cluster)) {
        writer.write(topic, whom, new RawEncoder().encode(control), now);
        writer.flush();
      }
    }
    out.println(
        "%s  %s for %s written into %s, by %s%s"
            .formatted(
                RecordText.time(now),
                command.name(),
                whom.equals(Instruments.ALL) ? "all instruments" : whom,
                topic,
                PrintableText.of(by),
                why.isBlank() ? "" : ": " + PrintableText.of(why)));
    out.flush();
    return 0;
  }

  private static String whom(JobConfig config, String instrument) {
    if (instrument.equalsIgnoreCase(ALL) || instrument.equals(Instruments.ALL)) {
      return Instruments.ALL;
    }
    if (config.instrument(instrument).isEmpty()) {
      throw new CommandFailedException(
          "the jobs do not follow '"
              + instrument
              + "'; they follow "
              + config.instruments().stream()
                  .map(InstrumentConfig::instrument)
                  .collect(Collectors.joining(", "))
              + "; "
              + ALL
              + " means each of them");
    }
    return instrument;
  }
}
