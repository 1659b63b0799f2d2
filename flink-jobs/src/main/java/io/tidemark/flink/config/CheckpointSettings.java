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
          List.of(INTERVAL, PATH), OptionTable.NO_CONTRADICTION, CheckpointSettings::read);

  private CheckpointSettings() {}

  private static CheckpointConfig read(ReadOptions read) {
    return new CheckpointConfig(read.get(INTERVAL), read.find(PATH).orElse(null));
  }
}
