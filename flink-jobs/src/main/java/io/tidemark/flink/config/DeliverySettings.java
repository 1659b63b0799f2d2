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

  private DeliverySettings() {}

  private static DeliveryConfig read(ReadOptions read) {
    return new DeliveryConfig(read.get(DELIVERY), read.get(TRANSACTION_TIMEOUT));
  }

  /** A transaction lives from one checkpoint to the next. */
  private static void check(Job job, ReadOptions read, List<String> problems) {
    if (read.refused(DELIVERY)
        || read.refused(TRANSACTION_TIMEOUT)
        || read.refused(CheckpointSettings.INTERVAL)
        || read.get(DELIVERY) != Delivery.EXACTLY_ONCE) {
      return;
    }
    Duration timeout = read.get(TRANSACTION_TIMEOUT);
    Duration interval = read.get(CheckpointSettings.INTERVAL);
    if (timeout.compareTo(interval) <= 0) {
      problems.add(
          TRANSACTION_TIMEOUT.key()
              + " must be longer than "
              + CheckpointSettings.INTERVAL.key()
              + " ("
              + Domains.show(interval)
              + "), was "
              + Domains.show(timeout)
              + ": every transaction would be aborted before its checkpoint");
    }
  }
}
