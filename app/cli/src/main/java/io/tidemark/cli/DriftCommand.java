package io.tidemark.cli;

import io.tidemark.client.order.OrderWriter;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.contest.ContestTerms;
import io.tidemark.core.contest.ContestVerdict;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.retraining.Promotion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./tidemark drift}: the drift gate's evidence, calibration and evaluation, and its pauses.
 */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "What a pause of the drift gate rests on, what to do about it, and how it is calibrated.",
    subcommands = {ShowCommand.class, RetrainCommand.class, CalibrateCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DriftCommand implements Runnable {

  private static final String USER = "${sys:user.name}";
  private static final String WHOM = "whose model it is about, or all";
  private static final String BY =
      "who says so, for the record (default: the name of your account)";
  private static final String WHY = "the reason, for the record; it must not be blank";

  private final InstantSource wall;

  @Spec private CommandSpec spec;

  /** Where the log is empty, orders have the time of this computer. */
  public DriftCommand() {
    this(InstantSource.system());
  }

  DriftCommand(InstantSource wall) {
    this.wall = wall;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "ack",
      mixinStandardHelpOptions = true,
      description = {
        "Says that a person has seen the pause.",
        "Where drift.resume is manual it may then end by itself, once the market is calm."
      })
  int acknowledge(
      @Mixin TargetOptions target,
      @Parameters(paramLabel = "INSTRUMENT", description = WHOM) String instrument,
      @Option(names = "--by", paramLabel = "NAME", description = BY, defaultValue = USER) String by,
      @Option(names = "--why", paramLabel = "TEXT", description = WHY, required = true) String why)
      throws Exception {
    return order(target, instrument, ControlCommand.ACKNOWLEDGE, by, why);
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = {
        "Ends the pause: the model goes on now.",
        "All windows of the drift gate start anew, so there is no verdict until they are full."
      })
  int resume(
      @Mixin TargetOptions target,
      @Parameters(paramLabel = "INSTRUMENT", description = WHOM) String instrument,
      @Option(names = "--by", paramLabel = "NAME", description = BY, defaultValue = USER) String by,
      @Option(names = "--why", paramLabel = "TEXT", description = WHY, required = true) String why)
      throws Exception {
    return order(target, instrument, ControlCommand.RESUME_MODEL, by, why);
  }

  @Command(
      name = "promote",
      mixinStandardHelpOptions = true,
      description = {
        "Activates the version that scores beside what serves, if the rule says that it is better.",
        "Asks both about the log since the shadow began. Says why; may be run as often as one"
            + " likes."
      },
      exitCodeList = {
        "0:promoted; or would be, in a dry run",
        "1:the champion serves on; the challenger stays beside it, or is ended",
        "2:not judged; the message says why"
      })
  int promote(
      @Mixin TargetOptions target,
      @Parameters(paramLabel = "INSTRUMENT", description = "whose challenger is looked at")
          String instrument,
      @Option(
              names = "--data",
              arity = "1..*",
              paramLabel = "FILE",
              description = "its recorded data (default: the log, as far as it is kept)")
          @Nullable List<Path> data,
      @Option(
              names = "--error",
              defaultValue = "0.05",
              paramLabel = "FRACTION",
              description =
                  "how likely one that is no better may be promoted (default: ${DEFAULT-VALUE})")
          double error,
      @Option(
              names = "--fewest",
              defaultValue = "100",
              paramLabel = "OUTCOMES",
              description = "so many must count before a verdict (default: ${DEFAULT-VALUE})")
          int fewest,
      @Option(
              names = "--most",
              defaultValue = "2000",
              paramLabel = "OUTCOMES",
              description =
                  "a challenger that has not won by then ends (default: ${DEFAULT-VALUE})")
          int most,
      @Option(names = "--dry-run", description = "say the verdict, order nothing") boolean dryRun,
      @Option(names = "--by", paramLabel = "NAME", description = BY, defaultValue = USER) String by)
      throws Exception {
    refuseBlank("--by", by);
    Promotion.Wish wish =
        new Promotion.Wish(
            instrument,
            data == null ? null : TrainingExport.recorded(data, instrument),
            terms(error, fewest, most),
            !dryRun,
            by);
    return dryRun
        ? target.look(Job.SIGNAL, (config, source) -> promote(wish, target, config, source))
        : target.visitRunning(
            Job.SIGNAL,
            config ->
                promote(
                    wish, target, config, TopicSource.at(config.kafka().clientProperties(), true)));
  }

  private int promote(
      Promotion.Wish wish, TargetOptions target, JobConfig config, TopicSource source)
      throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ContestVerdict verdict =
        new Promotion(
                wish,
                target.target(config),
                source,
                line -> {
                  out.println(line);
                  out.flush();
                })
            .run();
    return verdict == ContestVerdict.PROMOTE ? 0 : 1;
  }

  private ContestTerms terms(double error, int fewest, int most) {
    try {
      return new ContestTerms(error, fewest, most);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--error, --fewest, --most: " + e.getMessage(), e);
    }
  }

  private int order(
      TargetOptions target, String instrument, ControlCommand command, String by, String why)
      throws Exception {
    refuseBlank("--by", by);
    refuseBlank("--why", why);
    return target.visitRunning(
        Job.SEQUENCE,
        config ->
            new OrderWriter(wall, target.target(config), spec.commandLine().getOut())
                .write(instrument, command, by, why));
  }

  private void refuseBlank(String option, String said) {
    if (said.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), option + " must not be blank: it goes into the alert");
    }
  }
}
