package io.tidemark.cli;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.artefact.ArtefactCalibration;
import io.tidemark.client.CommandFailedException;
import io.tidemark.client.PrintableText;
import io.tidemark.client.order.MarketTime;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.retraining.DriftCalibrator;
import io.tidemark.retraining.Occasion;
import io.tidemark.retraining.PythonTraining;
import io.tidemark.retraining.RequestWords;
import io.tidemark.retraining.Requests;
import io.tidemark.retraining.Retraining;
import io.tidemark.retraining.Schedule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./tidemark drift retrain}: from a pause, or from a version's age, to a registered version,
 * if that is no worse.
 */
@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the version that a pause asked for, or that is due by its age, and registers it"
          + " unless it is worse.",
      "Old and new version are judged on the newest stretch of the data, which neither has seen. "
          + "A person activates."
    },
    exitCodeList = {
      "0:registered; or, of a demo that has ended, sealed",
      "1:worse by log loss; not registered, and the draft is kept",
      "2:not judged; the message says why",
      "3:not due yet"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class RetrainCommand implements Callable<Integer> {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "."));
  private static final int NOT_DUE = 3;
  private static final String STRETCH = "[1-9][0-9]{0,4}[mhdw]";

  /** A name that is no way out of a folder. */
  private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}";

  private final DriftCalibrator calibrator;

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;

  @ArgGroup(multiplicity = "1")
  private Cause cause;

  /** What makes a new version wanted. */
  @SuppressWarnings("NullAway.Init") // picocli sets one of them
  private static final class Cause {

    @Parameters(paramLabel = "REQUEST", description = "the request's id, or the beginning of it")
    private @Nullable String request;

    @Option(
        names = "--due",
        paramLabel = "INSTRUMENT",
        description = "no request: what serves this instrument, once its data end --every ago")
    private @Nullable String due;
  }

  @Option(
      names = "--every",
      paramLabel = "LENGTH",
      description =
          "with --due: the age from which on a version is due (default: ${DEFAULT-VALUE})")
  private String every = "30d";

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "recorded data, as export takes them (default: the log, as far as it is kept)")
  private List<Path> data = new ArrayList<>();

  @Option(names = "--instrument", description = "whose the data is, where its path does not say")
  private @Nullable String instrument;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "the newest data to use (default: the newest that the pause had seen, or now)")
  private @Nullable Instant to;

  @Option(
      names = "--training",
      paramLabel = "CONFIG",
      description = "how to train (default: models/training/configs/<model>.json)")
  private @Nullable Path training;

  @Option(
      names = "--unseen",
      paramLabel = "LENGTH",
      description = "the newest stretch, which judges both (default: ${DEFAULT-VALUE})")
  private String unseen = "8w";

  @Option(
      names = "--validation",
      paramLabel = "LENGTH",
      description = "the stretch before it (default: as long as in the training configuration)")
  private @Nullable String validation;

  @Option(
      names = "--python",
      description = "the interpreter of models/training (default: PYTHON, else python3)")
  private @Nullable String python;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "where to work (default: .tidemark/retrain/<request or version>)")
  private @Nullable Path work;

  @Option(
      names = "--by",
      description = "who asks for it, for the record (default: the name of your account)",
      defaultValue = "${sys:user.name}")
  private String by;

  /** Calibrates each new version for the job's windows. */
  public RetrainCommand() {
    this(RetrainCommand::calibrate);
  }

  /** Has each new version calibrated before it is registered. */
  RetrainCommand(DriftCalibrator calibrator) {
    this.calibrator = calibrator;
  }

  private static void calibrate(
      Path artefact, Path export, DriftOptions drift, Consumer<String> say) throws Exception {
    try {
      ArtefactCalibration.write(
          artefact,
          List.of(export),
          reference ->
              CalibrationPlan.of(
                  drift.window(), drift.shortWindow(), drift.persistence(), reference),
          say);
    } catch (IllegalArgumentException e) {
      say.accept(
          "Its drift gate cannot be calibrated, so drift.warn-threshold and drift.pause-threshold"
              + " hold for it: "
              + e.getMessage()
              + ".");
    }
  }

  @Override
  public Integer call() throws Exception {
    requireStretch("--unseen", unseen);
    requireStretch("--every", every);
    if (validation != null) {
      requireStretch("--validation", validation);
    }
    return target.look(Job.SIGNAL, this::retrain);
  }

  private int retrain(JobConfig config, TopicSource source) throws Exception {
    if (cause.due != null) {
      return retrainIfDue(config, source, cause.due);
    }
    RetrainRequest found =
        Requests.find(Requests.of(config, source), Objects.requireNonNull(cause.request));
    requirePlain("id", found.id());
    requirePlain("modelId", found.model().id());
    requirePlain("modelVersion", found.model().version());
    say(RequestWords.of(found));
    return retrain(config, source, Occasion.of(found), RequestWords.until(found, to));
  }

  private int retrainIfDue(JobConfig config, TopicSource source, String served) throws Exception {
    long now =
        to == null
            ? target.target(config).now(InstantSource.system(), this::say)
            : MarketTime.micros(to);
    Optional<Occasion> due =
        new Schedule(config, source, length(every), this::say).due(served, now);
    return due.isEmpty() ? NOT_DUE : retrain(config, source, due.get(), now);
  }

  private int retrain(JobConfig config, TopicSource source, Occasion occasion, long until)
      throws Exception {
    Path configs = ROOT.resolve("models/training/configs");
    Retraining.Wish wish =
        new Retraining.Wish(
            occasion,
            data.isEmpty() ? null : TrainingExport.recorded(data, instrument),
            until,
            training == null ? configs.resolve(occasion.model().id() + ".json") : training,
            unseen,
            validation,
            by);
    PythonTraining interpreter = PythonTraining.with(python(), ROOT);
    Path folder = work == null ? ROOT.resolve(".tidemark/retrain").resolve(occasion.id()) : work;
    return new Retraining(wish, target.target(config), source, interpreter, calibrator, this::say)
            .run(folder)
        ? 0
        : 1;
  }

  private String python() {
    if (python != null) {
      return python;
    }
    String named = System.getenv("PYTHON");
    return named == null || named.isEmpty() ? "python3" : named;
  }

  private static void requireStretch(String option, String text) {
    if (!text.matches(STRETCH)) {
      throw new CommandFailedException(
          option + " is '" + text + "': write a length such as 8w, 10d, 36h or 90m");
    }
  }

  private static Duration length(String stretch) {
    long count = Long.parseLong(stretch.substring(0, stretch.length() - 1));
    return switch (stretch.charAt(stretch.length() - 1)) {
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }

  private static void requirePlain(String field, String name) {
    if (!name.matches(PLAIN)) {
      throw new CommandFailedException(
          "the request's "
              + field
              + " is '"
              + PrintableText.of(name)
              + "', which is no name: no drift gate wrote it");
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
