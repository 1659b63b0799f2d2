package io.tidemark.flink.config;

import io.tidemark.flink.config.text.Domains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOptions;

/** Which model is scored, and how it is changed while the job runs. */
public final class ModelSettings {

  public static final Setting<String> PATH =
      Setting.required(
          "model.path",
          Domains.text("the directory of a model version", ".+"),
          Set.of(Job.SIGNAL),
          "Directory of the model version that is scored, with its manifest.json.");

  public static final Setting<String> STORE =
      new Setting<>(
          ConfigOptions.key("model.store")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Directory or URI that holds model versions as <id>/<version>, readable by every"
                      + " TaskManager. Versions that model-updates.v1 names are taken from there"
                      + " only; without it every update is refused."),
          Domains.text("a directory or a URI such as s3://bucket/models", "\\S.*"),
          Set.of(),
          false);

  public static final Setting<Duration> LOAD_TIMEOUT =
      Setting.duration(
          "model.load-timeout",
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          "How long the task waits for a version that is not loaded yet. It is loaded beside the"
              + " scoring from when it is registered; an activation that comes before it is ready"
              + " waits, so that it takes effect at its position in the log. Beyond this time the"
              + " task fails and starts again: no clock decides which version serves.");

  public static final Setting<Integer> MAX_OPERATIONS =
      Setting.whole(
          "model.max-operations",
          50_000_000,
          1_000,
          1_000_000_000,
          "About how many additions and multiplications a score may cost, found from the model's"
              + " file without running it. A model that costs more is refused. One core does some"
              + " 1,000 to 10,000 million a second.");

  public static final Setting<Integer> SHADOW_EVERY =
      Setting.whole(
          "model.shadow-every",
          16,
          1,
          1_000_000,
          "A shadow model is asked at each bar close, and at one event between in so many.");

  static final OptionTable<ModelConfig> TABLE =
      new OptionTable<>(
          List.of(PATH, STORE, LOAD_TIMEOUT, MAX_OPERATIONS, SHADOW_EVERY),
          ModelSettings::check,
          ModelSettings::read);

  private ModelSettings() {}

  private static ModelConfig read(ReadOptions read) {
    return new ModelConfig(
        read.find(PATH).orElse(null),
        read.find(STORE).orElse(null),
        read.get(LOAD_TIMEOUT),
        read.get(MAX_OPERATIONS),
        read.get(SHADOW_EVERY));
  }

  private static void check(Job job, ReadOptions read, List<String> problems) {
    if (job == Job.SIGNAL) {
      read.find(PATH)
          .filter(path -> !Files.isDirectory(Path.of(path)))
          .ifPresent(
              path ->
                  problems.add(
                      PATH.key()
                          + " must be the directory of a model version, was '"
                          + path
                          + "', which is no directory here"));
    }
  }
}
