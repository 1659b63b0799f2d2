package io.tidemark.flink.config;

import io.tidemark.flink.config.text.Domains;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOptions;

/** How state is saved. */
public final class CheckpointSettings {

  public static final Setting<Duration> INTERVAL =
      Setting.duration(
          "checkpoint.interval",
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          "How often state is saved, and with exactly-once delivery how often signals become"
              + " visible.");

  public static final Setting<Duration> TIMEOUT =
      Setting.duration(
          "checkpoint.timeout",
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          "After which a checkpoint that is not complete has failed. Flink's own default is 10"
              + " min.");

  public static final Setting<Duration> MIN_PAUSE =
      Setting.optional(
          ConfigOptions.key("checkpoint.min-pause")
              .durationType()
              .noDefaultValue()
              .withDescription(
                  "Shortest time between the end of a checkpoint and the next one, so that slow"
                      + " checkpoints leave time for work. Without it half of"
                      + " checkpoint.interval."),
          Domains.duration(Duration.ZERO));

  public static final Setting<Integer> TOLERABLE_FAILURES =
      Setting.whole(
          "checkpoint.tolerable-failures",
          10,
          0,
          1_000_000,
          "Checkpoints in a row that may fail before the job is restarted. With exactly-once"
              + " delivery they must not last longer than delivery.transaction-timeout. Flink's own"
              + " default is 0.");

  public static final Setting<CheckpointConfig.OnCancel> ON_CANCEL =
      Setting.oneOf(
          "checkpoint.on-cancel",
          CheckpointConfig.OnCancel.KEEP,
          "What becomes of the last checkpoints when the job is cancelled. Those that are kept a"
              + " person deletes; a job can go on from them (flink run -s). Flink's own default"
              + " deletes them after a failure, too.");

  public static final Setting<String> PATH =
      new Setting<>(
          ConfigOptions.key("checkpoint.path")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Where checkpoints are kept (file:///..., s3://...); without it Flink's own"
                      + " configuration decides."),
          Domains.text("a URI such as s3://bucket/checkpoints", "[a-z][a-z0-9+.-]*:/.+"),
          Set.of(),
          false);

  static final OptionTable<CheckpointConfig> TABLE =
      new OptionTable<>(
          List.of(INTERVAL, TIMEOUT, MIN_PAUSE, TOLERABLE_FAILURES, ON_CANCEL, PATH),
          OptionTable.NO_CONTRADICTION,
          CheckpointSettings::read);

  private CheckpointSettings() {}

  /** The record of options none of which was refused. */
  static CheckpointConfig read(ReadOptions read) {
    Duration interval = read.get(INTERVAL);
    return new CheckpointConfig(
        interval,
        read.get(TIMEOUT),
        read.find(MIN_PAUSE).orElse(interval.dividedBy(2)),
        read.get(TOLERABLE_FAILURES),
        read.get(ON_CANCEL),
        read.find(PATH).orElse(null));
  }
}
