package io.tidemark.cli.drift;

import io.tidemark.cli.drift.calibrate.CalibrateCommand;
import io.tidemark.cli.drift.evaluate.EvaluateCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./tidemark drift}: what there is to do about drift. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = "Calibrates the drift gate, and shows what it is worth.",
    subcommands = {CalibrateCommand.class, EvaluateCommand.class})
public final class DriftCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say what to do: see --help.");
  }
}
