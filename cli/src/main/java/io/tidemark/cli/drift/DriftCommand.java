package io.tidemark.cli.drift;

import io.tidemark.cli.drift.show.ShowCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./tidemark drift}: what a person does about drift. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "About models that the drift gate has paused.",
    subcommands = {ShowCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the field
public final class DriftCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
