package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.PrintableText;
import io.tidemark.client.checkpoint.CheckpointCheck;
import io.tidemark.client.checkpoint.CheckpointVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark checkpoints}: whether a job can go on from a checkpoint or savepoint. */
@Command(
    name = "checkpoints",
    mixinStandardHelpOptions = true,
    description = "Checks a checkpoint or savepoint before a job goes on from it.",
    synopsisSubcommandLabel = "check")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class CheckpointsCommand {

  private static final String SCHEME = "file:";

  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Says in one sentence whether a checkpoint or savepoint is whole, and if not, which older"
            + " one beside it is.",
        "It finds files that are missing or cut, wrong bits in structs and in RocksDB's files, and"
            + " state that this version cannot read. It cannot find wrong bits in what has no check"
            + " sum, such as offsets. Changes nothing."
      },
      exitCodeList = {
        "0:it is whole",
        "1:it is damaged",
        "2:there is none, or it cannot be read here"
      })
  int check(
      @Parameters(
              paramLabel = "PATH",
              description = "the folder with _metadata, or its file: URI, as for flink run -s")
          String path)
      throws IOException {
    CheckpointVerdict verdict = CheckpointCheck.look(folder(path));
    if (verdict.state() == CheckpointVerdict.State.ABSENT) {
      throw new CommandFailedException(verdict.words());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(PrintableText.of(verdict.words()));
    out.flush();
    return verdict.state() == CheckpointVerdict.State.WHOLE ? 0 : 1;
  }

  private static Path folder(String path) {
    try {
      if (path.startsWith(SCHEME)) {
        return Path.of(URI.create(path).getPath());
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(path + " is no URI of a folder", e);
    }
    if (path.contains("://")) {
      throw new CommandFailedException(
          "checkpoints are read from folders only, and %s is none: copy a savepoint to a folder, or let Flink keep checkpoints where this machine can mount them"
              .formatted(path));
    }
    return Path.of(path);
  }
}
