package io.tidemark.retraining;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.RecordText;
import io.tidemark.client.model.KnownVersions;
import io.tidemark.client.model.Registration;
import io.tidemark.client.order.Target;
import io.tidemark.client.topic.KnownTopics;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.Sealing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run: export, train, compare, and then seal and register, or not. */
public final class Retraining {

  private final Wish wish;
  private final Occasion occasion;
  private final JobConfig config;
  private final Target target;
  private final TopicSource source;
  private final PythonTraining python;
  private final DriftCalibrator calibrator;
  private final Consumer<String> say;

  /**
   * What a person wants.
   *
   * @param occasion why, and which version is to be replaced
   * @param recorded the data; null for the log
   * @param to the newest {@code availableAt} that may be used, µs since the epoch
   * @param training the training configuration
   * @param unseen how long the stretch is on which both are compared, such as {@code 8w}
   * @param validation how long the one before it; null for as long as in the configuration
   * @param by who asks for it
   */
  public record Wish(
      Occasion occasion,
      TrainingExport.@Nullable Data recorded,
      long to,
      Path training,
      String unseen,
      @Nullable String validation,
      String by) {}

  /**
   * Prepares it.
   *
   * @param target where a better version is registered
   * @param source of its topics; where no more can come, the jobs have ended, and nothing is
   *     registered
   */
  public Retraining(
      Wish wish,
      Target target,
      TopicSource source,
      PythonTraining python,
      DriftCalibrator calibrator,
      Consumer<String> say) {
    this.wish = wish;
    this.occasion = wish.occasion();
    this.config = target.config();
    this.target = target;
    this.source = source;
    this.python = python;
    this.calibrator = calibrator;
    this.say = say;
  }

  /**
   * Does it all in a folder of its own under {@code folder}.
   *
   * @return whether a version was registered, or sealed where the jobs have ended; false if it is
   *     worse than the one that serves
   * @throws CommandFailedException if it cannot be trained, compared or registered
   */
  public boolean run(Path folder) throws Exception {
    if (!Files.isRegularFile(wish.training())) {
      throw new CommandFailedException(
          "there is no training configuration "
              + wish.training()
              + ": name that of "
              + occasion.model().id()
              + " with --training");
    }
    if (source.grows()) {
      KnownTopics.require(config.kafka(), List.of(config.topic(Topic.MODEL_UPDATES.topicName())));
    }
    KnownVersions versions = new KnownVersions(config, source);
    int version = versions.next(occasion.model().id(), occasion.model().version());
    WorkFolder work = WorkFolder.next(folder);
    say.accept("Working in " + work.path());
    Path old = versions.bring(occasion.model().id(), occasion.model().version(), work.old());
    export(work, old);
    say.accept("Training %s/%d (%s)".formatted(occasion.model().id(), version, wish.training()));
    boolean better = python.retrain(options(work, old, version), say);
    RetrainingResult result = RetrainingResult.read(work.result());
    if (better != result.accepted()) {
      throw new CommandFailedException(work.result() + " contradicts training's exit code");
    }
    warn(work, result);
    if (!better) {
      refuse(work, version, result);
      return false;
    }
    Path artefact = seal(work, old, version);
    if (source.grows()) {
      register(artefact);
    } else {
      say.accept(
          """
          The demo has ended, and jobs that do not run take no version: %s is not registered. While the next demo runs,
              ./tidemark models register %s
          announces it there.\
          """
              .formatted(version(artefact), artefact));
    }
    return true;
  }

  private void export(WorkFolder work, Path old) throws ModelRejectedException {
    TrainingExport.Data recorded = wish.recorded();
    TrainingExport.Data data =
        recorded == null ? features -> new TopicLog(config, source) : recorded;
    Predicate<String> wanted = recorded == null ? instrumentsOf(old)::contains : any -> true;
    say.accept(
        "Exporting from %s up to %s"
            .formatted(
                recorded == null ? config.topic(Topic.EVENTS.topicName()) : "recorded data",
                RecordText.time(wish.to())));
    say.accept(
        TrainingExport.write(
            wish.training(),
            features -> new LogUpTo(data.open(features), wish.to()),
            wanted,
            config.market().maxFlatBars(),
            work.export()));
    if (!Files.exists(work.export().resolve(occasion.instrument() + ".parquet"))) {
      throw new CommandFailedException(
          "the data hold nothing of " + occasion.instrument() + ", which the version serves");
    }
  }

  /**
   * Whose log is read: those that the old version was trained on, as far as the jobs follow them.
   */
  private Set<String> instrumentsOf(Path old) throws ModelRejectedException {
    if (config.instrument(occasion.instrument()).isEmpty()) {
      throw new CommandFailedException(
          "the jobs do not follow "
              + occasion.instrument()
              + ": name its recorded data with --data");
    }
    Set<String> known =
        new TreeSet<>(ModelArtefact.read(old).describe().manifest().data().instruments());
    known.removeIf(instrument -> config.instrument(instrument).isEmpty());
    known.add(occasion.instrument());
    return known;
  }

  private List<String> options(WorkFolder work, Path old, int version) {
    List<String> options = new ArrayList<>();
    options.add(wish.training().toString());
    options.addAll(Arrays.asList("--export", work.export().toString()));
    options.addAll(Arrays.asList("--old", old.toString()));
    options.addAll(Arrays.asList("--version", String.valueOf(version)));
    options.addAll(Arrays.asList("--unseen", wish.unseen()));
    if (wish.validation() != null) {
      options.addAll(Arrays.asList("--validation", wish.validation()));
    }
    options.add("--note=" + occasion.why());
    options.addAll(Arrays.asList("--out", work.draft().toString()));
    options.addAll(Arrays.asList("--judgement", work.result().toString()));
    return options;
  }

  /** What the figures do not say by themselves. */
  private void warn(WorkFolder work, RetrainingResult result) {
    if (work.comparedBefore() > 0) {
      say.accept(
          "Earlier runs of this folder that looked at an unseen stretch: "
              + work.comparedBefore()
              + ". What is chosen by it is no longer unseen.");
    }
    if (result.trainingTo() < occasion.driftingSince()) {
      say.accept(
          "The new version's training, and so its drift reference, ends on %s, before the drift began (%s): it may be paused for the same reason. A shorter --validation or --unseen, or newer data with --to, moves that end."
              .formatted(
                  RecordText.time(result.trainingTo()), RecordText.time(occasion.driftingSince())));
    }
  }

  private void refuse(WorkFolder work, int version, RetrainingResult result) {
    say.accept(
        "REFUSED: %s/%d is worse than %s/%s on the unseen rows, %s %.6f after %.6f. Nothing was registered, what serves goes on; the draft is in %s, the judgement in %s."
            .formatted(
                occasion.model().id(),
                version,
                occasion.model().id(),
                occasion.model().version(),
                result.measure(),
                result.newLoss(),
                result.oldLoss(),
                work.draft(),
                work.result()));
  }

  private static String version(Path artefact) {
    return Objects.requireNonNull(artefact.getParent()).getFileName()
        + "/"
        + artefact.getFileName();
  }

  private Path seal(WorkFolder work, Path old, int version) throws Exception {
    Path artefact = work.artefact(occasion.model().id(), version);
    Sealing sealing = Sealing.of(work.draft(), artefact);
    say.accept(
        "%s: %d golden answers by this runtime; the largest difference from training's is %.1e"
            .formatted(artefact, sealing.answers(), sealing.largestDifference()));
    DriftOptions drift =
        config.drift().optionsFor(ModelArtefact.read(old).describe().calibration(), 1);
    calibrator.calibrate(artefact, work.export(), drift, say);
    return artefact;
  }

  private void register(Path artefact) throws Exception {
    ModelRef ref = Registration.of(artefact, target, wish.by(), say);
    say.accept(
        """
        %s is registered and serves nobody. It lies beside what serves with
            ./tidemark models shadow %s %s
        and serves, which ends a pause, with
            ./tidemark models activate %s %s
        each with the --config or --home that this command had.\
        """
            .formatted(
                ref.name(), ref.name(), occasion.instrument(), ref.name(), occasion.instrument()));
  }
}
