package io.tidemark.cli;

import io.tidemark.client.order.OrderWriter;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.flink.config.Job;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark control}: a person's order to the running jobs. */
@Command(
    name = "control",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an order to the jobs into control.v1.",
      "kill withholds every signal, resume lifts that. For a paused model: ./tidemark drift"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ControlOrderCommand implements Callable<Integer> {

  /** What can be ordered. */
  enum Order {
    KILL,
    RESUME;

    ControlCommand command() {
      return switch (this) {
        case KILL -> ControlCommand.KILL;
        case RESUME -> ControlCommand.RESUME;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final InstantSource wall;

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;

  @Parameters(index = "0", paramLabel = "ORDER", description = "one of ${COMPLETION-CANDIDATES}")
  private Order order;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "INSTRUMENT",
      description = "whom it is for, or all; kill without it is for all")
  private @Nullable String instrument;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who gives it, for the record (default: the name of your account)",
      defaultValue = "${sys:user.name}")
  private String by;

  @Option(names = "--why", paramLabel = "TEXT", description = "the reason, for the record")
  private String why = "";

  /** Where the log is empty, orders have the time of this computer. */
  public ControlOrderCommand() {
    this(InstantSource.system());
  }

  ControlOrderCommand(InstantSource wall) {
    this.wall = wall;
  }

  @Override
  public Integer call() throws Exception {
    if (instrument == null && order != Order.KILL) {
      // in need nobody should have to look up a name, but what is let go is named
      throw new ParameterException(
          spec.commandLine(), "name the instrument to " + order + ", or say " + OrderWriter.ALL);
    }
    if (by.isBlank()) {
      throw new ParameterException(
          spec.commandLine(),
          "--by must not be blank: name who gives the order, or leave it out for the name of your"
              + " account");
    }
    String whom = instrument == null ? OrderWriter.ALL : instrument;
    return target.visitRunning(
        Job.SEQUENCE,
        config ->
            new OrderWriter(wall, target.target(config), spec.commandLine().getOut())
                .write(whom, order.command(), by, why));
  }
}
