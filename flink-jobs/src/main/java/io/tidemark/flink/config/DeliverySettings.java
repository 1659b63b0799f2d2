package io.tidemark.flink.config;

import io.tidemark.flink.config.text.Domains;
import java.time.Duration;
import java.util.List;

/** What the sinks promise. */
public final class DeliverySettings {

  public static final Setting<Delivery> DELIVERY =
      Setting.oneOf(
          "delivery",
          Delivery.EXACTLY_ONCE,
          "What the signal job's sinks promise. Exactly once costs the delay of a checkpoint.");

  public static final Setting<Duration> TRANSACTION_TIMEOUT =
      Setting.duration(
          "delivery.transaction-timeout",
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          "After which the broker aborts an open transaction: longer than any outage that must not"
              + " lose records, and at most the broker's transaction.max.timeout.ms.");

  static final OptionTable<DeliveryConfig> TABLE =
      new OptionTable<>(
          List.of(DELIVERY, TRANSACTION_TIMEOUT), DeliverySettings::check, DeliverySettings::read);

  /** What decides how long a transaction lives. */
  private static final List<Setting<?>> ALIVE =
      List.of(
          DELIVERY,
          TRANSACTION_TIMEOUT,
          CheckpointSettings.INTERVAL,
          CheckpointSettings.TIMEOUT,
          CheckpointSettings.MIN_PAUSE,
          CheckpointSettings.TOLERABLE_FAILURES);

  private DeliverySettings() {}

  private static DeliveryConfig read(ReadOptions read) {
    return new DeliveryConfig(read.get(DELIVERY), read.get(TRANSACTION_TIMEOUT));
  }

  /**
   * A transaction lives from one complete checkpoint to the next. What was in one that the broker
   * has aborted before is lost.
   */
  private static void check(Job job, ReadOptions read, List<String> problems) {
    if (ALIVE.stream().anyMatch(read::refused) || read.get(DELIVERY) != Delivery.EXACTLY_ONCE) {
      return;
    }
    Duration timeout = read.get(TRANSACTION_TIMEOUT);
    CheckpointConfig checkpoint = CheckpointSettings.read(read);
    Duration longest = checkpoint.longestWithout();
    if (timeout.compareTo(checkpoint.interval()) <= 0) {
      problems.add(
          TRANSACTION_TIMEOUT.key()
              + " must be longer than "
              + CheckpointSettings.INTERVAL.key()
              + " ("
              + Domains.show(checkpoint.interval())
              + "), was "
              + Domains.show(timeout)
              + ": every transaction would be aborted before its checkpoint");
    } else if (timeout.compareTo(longest) <= 0) {
      problems.add(
          "%s must be longer than %d s, was %s: so long a job may go on without a checkpoint (%s %d, %s %s, %s %s, %s %s), and what a transaction holds that is aborted before is lost; raise it, or lower those"
              .formatted(
                  TRANSACTION_TIMEOUT.key(),
                  longest.toSeconds(),
                  Domains.show(timeout),
                  CheckpointSettings.TOLERABLE_FAILURES.key(),
                  checkpoint.tolerableFailures(),
                  CheckpointSettings.TIMEOUT.key(),
                  Domains.show(checkpoint.timeout()),
                  CheckpointSettings.MIN_PAUSE.key(),
                  Domains.show(checkpoint.minPause()),
                  CheckpointSettings.INTERVAL.key(),
                  Domains.show(checkpoint.interval())));
    }
  }
}
