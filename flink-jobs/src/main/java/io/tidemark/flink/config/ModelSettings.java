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
      new Setting<>(
          ConfigOptions.key("model.path")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Directory of the model version that is scored, with its manifest.json. The"
                      + " signal job needs it, or strategy.path."),
          Domains.text("the directory of a model version", ".+"),
          Set.of(),
          false);

  public static final Setting<String> STRATEGY =
      new Setting<>(
          ConfigOptions.key("strategy.path")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "File of a strategy, in place of model.path: several models on one log and one"
                      + " decision over their answers."),
          Domains.text("the file of a strategy", ".+"),
          Set.of(),
          false);

  public static final Setting<String> CONTINUES =
      new Setting<>(
          ConfigOptions.key("strategy.continues")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "The model of the strategy, by its name there, that goes on with the state of a"
                      + " job that served it alone by model.path. It stays for as long as that"
                      + " state is to be kept."),
          Domains.text("the name of a model of the strategy", "[a-z0-9][a-z0-9_-]{0,63}"),
          Set.of(),
          false);

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
          List.of(PATH, STRATEGY, CONTINUES, STORE, LOAD_TIMEOUT, MAX_OPERATIONS, SHADOW_EVERY),
          ModelSettings::check,
          ModelSettings::read);

  private ModelSettings() {}

  private static ModelConfig read(ReadOptions read) {
    return new ModelConfig(
        read.find(PATH).orElse(null),
        read.find(STRATEGY).orElse(null),
        read.find(CONTINUES).orElse(null),
        read.find(STORE).orElse(null),
        read.get(LOAD_TIMEOUT),
        read.get(MAX_OPERATIONS),
        read.get(SHADOW_EVERY));
  }

  private static void check(Job job, ReadOptions read, List<String> problems) {
    if (job == Job.SIGNAL) {
      checkWhichDecides(read, problems);
      read.find(STRATEGY)
          .filter(path -> !Files.isRegularFile(Path.of(path)))
          .ifPresent(
              path ->
                  problems.add(
                      STRATEGY.key()
                          + " must be the file of a strategy, was '"
                          + path
                          + "', which is no file here"));
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

  /** One model or a strategy, and with a strategy nothing that is said of one model. */
  private static void checkWhichDecides(ReadOptions read, List<String> problems) {
    boolean model = read.isGiven(PATH);
    boolean strategy = read.isGiven(STRATEGY);
    if (!model && !strategy) {
      problems.add(
          "%s is required and not set; it must be %s, or %s must be %s"
              .formatted(
                  PATH.key(),
                  PATH.domain().expected(),
                  STRATEGY.key(),
                  STRATEGY.domain().expected()));
    }
    if (model && strategy) {
      problems.add(
          "%s and %s must not both be set: leave out %s where the strategy decides"
              .formatted(PATH.key(), STRATEGY.key(), PATH.key()));
    }
    if (strategy && read.isGiven(STORE)) {
      problems.add(
          "%s must not be set with %s: a strategy pins its models, start the job with another one"
              .formatted(STORE.key(), STRATEGY.key()));
    }
    if (strategy && read.isGiven(SignalSettings.MIN_STRENGTH)) {
      problems.add(
          "%s must not be set with %s: give the strategy's models their min-strength"
              .formatted(SignalSettings.MIN_STRENGTH.key(), STRATEGY.key()));
    }
    if (!strategy && read.isGiven(CONTINUES)) {
      problems.add(
          "%s must not be set without %s: leave it out".formatted(CONTINUES.key(), STRATEGY.key()));
    }
  }
}
