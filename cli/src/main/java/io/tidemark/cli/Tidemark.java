package io.tidemark.cli;

import io.tidemark.cli.bench.BenchCommand;
import io.tidemark.cli.data.UnreadableDataException;
import io.tidemark.cli.demo.DemoCommand;
import io.tidemark.cli.doctor.DoctorCommand;
import io.tidemark.cli.drift.DriftCommand;
import io.tidemark.cli.explain.ExplainCommand;
import io.tidemark.cli.export.ExportCommand;
import io.tidemark.cli.features.FeaturesCommand;
import io.tidemark.cli.kafka.BrokerUnavailableException;
import io.tidemark.cli.log.ControlOrderCommand;
import io.tidemark.cli.log.ReplayCommand;
import io.tidemark.cli.log.ReproduceCommand;
import io.tidemark.cli.log.TailCommand;
import io.tidemark.cli.model.ModelsCommand;
import io.tidemark.cli.model.SealCommand;
import io.tidemark.cli.quality.QualityCommand;
import io.tidemark.cli.simulate.SimulateCommand;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.preflight.PreflightException;
import io.tidemark.models.ModelRejectedException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tidemark}: the commands, and what becomes of their failures. */
@Command(
    name = "tidemark",
    mixinStandardHelpOptions = true,
    version = "tidemark 0.1.0-SNAPSHOT",
    description = "Crypto market streams to risk-gated signals, on Apache Flink.",
    subcommands = {
      DemoCommand.class,
      TailCommand.class,
      ControlOrderCommand.class,
      DriftCommand.class,
      ReproduceCommand.class,
      ReplayCommand.class,
      QualityCommand.class,
      ExportCommand.class,
      FeaturesCommand.class,
      SealCommand.class,
      ModelsCommand.class,
      DriftCommand.class,
      ExplainCommand.class,
      DoctorCommand.class,
      SimulateCommand.class,
      BenchCommand.class
    })
public final class Tidemark {

  /** The exit code of every failure that a person can mend. */
  public static final int CANNOT_GO_ON = 2;

  private static final List<Class<? extends Exception>> MENDABLE =
      List.of(
          CannotGoOnException.class,
          UnreadableDataException.class,
          BrokerUnavailableException.class,
          InvalidOptionsException.class,
          PreflightException.class,
          ModelRejectedException.class);

  private Tidemark() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // the same text everywhere
    System.exit(commandLine().execute(args));
  }

  /** The command line, for main and for tests. */
  public static CommandLine commandLine() {
    return new CommandLine(new Tidemark())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, commandLine, parsed) -> {
              if (MENDABLE.stream().noneMatch(mendable -> mendable.isInstance(e))) {
                throw e;
              }
              commandLine.getErr().println("tidemark: " + e.getMessage());
              return CANNOT_GO_ON;
            });
  }
}
