package io.tidemark.client.order;

import io.tidemark.client.RecordText;
import io.tidemark.client.topic.BrokerUnavailableException;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The deployment that a command goes to.
 *
 * @param config of its jobs
 * @param demo whether it is a demo's, in which perhaps nobody reads commands
 */
public record Target(JobConfig config, boolean demo) {

  /** How far the market's time may be from the wall's without a word, µs. */
  private static final long UNSAID = 60_000_000;

  /**
   * The time that a command of now has there, µs since the epoch: the market's, or the wall's where
   * the log is empty or may not be read. A kill is not held up by a question of time.
   *
   * @param say is told where it is not about the wall's
   * @throws io.tidemark.client.CommandFailedException if it is a demo's in which nobody reads
   *     commands
   */
  public long now(InstantSource wall, Consumer<String> say) {
    long here = MarketTime.micros(wall.instant());
    long market = demo ? MarketTime.ofDemo(config) : ofLog(here, say);
    if (Math.abs(market - here) > UNSAID) {
      say.accept(
          "The market's time is %s: the command carries it.".formatted(RecordText.time(market)));
    }
    return market;
  }

  private long ofLog(long here, Consumer<String> say) {
    try {
      return MarketTime.ofLog(config).orElse(here);
    } catch (BrokerUnavailableException e) {
      say.accept(
          "The market's time cannot be read from %s (%s): the command carries this computer's."
              .formatted(
                  config.topic(Topic.EVENTS.topicName()),
                  Objects.requireNonNullElse(e.getCause(), e).getMessage()));
      return here;
    }
  }
}
