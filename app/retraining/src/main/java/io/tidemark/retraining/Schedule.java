package io.tidemark.retraining;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.RecordText;
import io.tidemark.client.model.KnownVersions;
import io.tidemark.client.model.ModelRegistry;
import io.tidemark.client.order.MarketTime;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Retraining without a pause, by age: what serves an instrument is due when the data that it was
 * made of end too long ago. Whoever runs the command at fixed times, such as cron, makes it a
 * schedule.
 */
public final class Schedule {

  private final JobConfig config;
  private final TopicSource source;
  private final Duration every;
  private final Consumer<String> say;

  /**
   * Of a deployment.
   *
   * @param source of its topics
   * @param every the age from which on a version is due
   */
  public Schedule(JobConfig config, TopicSource source, Duration every, Consumer<String> say) {
    this.config = config;
    this.source = source;
    this.every = every;
    this.say = say;
  }

  /**
   * The version that serves the instrument, if it is due; says so in either case.
   *
   * @param now µs since the epoch
   * @throws CommandFailedException if the jobs do not follow the instrument
   */
  public Optional<Occasion> due(String instrument, long now)
      throws IOException, ModelRejectedException {
    if (config.instrument(instrument).isEmpty()) {
      throw new CommandFailedException(
          "the jobs do not follow '" + instrument + "': name one of their instruments");
    }
    ModelRegistry registry = ModelRegistry.read(config, source);
    ModelUpdate update = registry.serving(instrument);
    ModelRef serving = update == null ? registry.own() : update.model();
    long known = knownTo(serving);
    long due = known + TimeUnit.MICROSECONDS.convert(every);
    String facts =
        "%s serves %s; its data end on %s"
            .formatted(serving.name(), instrument, RecordText.time(known));
    if (now < due) {
      say.accept("%s: it is due on %s".formatted(facts, RecordText.time(due)));
      return Optional.empty();
    }
    say.accept(facts + ": it is due");
    return Optional.of(
        new Occasion(
            "scheduled-" + serving.id() + "-" + serving.version(),
            instrument,
            new ModelVersion(serving.id(), serving.version()),
            Occasion.NO_DRIFT,
            "Due by age: " + facts));
  }

  /** Where the newest period ends that its manifest names, µs since the epoch. */
  private long knownTo(ModelRef serving) throws IOException, ModelRejectedException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path there =
          new KnownVersions(config, source)
              .bring(serving.id(), serving.version(), folder.path().resolve("serving"));
      String to = ModelArtefact.read(there).describe().manifest().data().test().to();
      return MarketTime.micros(Instant.parse(to));
    }
  }
}
