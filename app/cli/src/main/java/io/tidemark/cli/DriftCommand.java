package io.tidemark.cli;

import io.tidemark.client.order.OrderWriter;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.flink.config.Job;
import java.time.InstantSource;
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
