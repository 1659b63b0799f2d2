package io.tidemark.cli.card;

import io.tidemark.client.PrintableText;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.card.ModelCard;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark models show}: what a version is, and what not to do with it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a model version predicts, what it is worth and what not to do with it.",
      "Prints the head of its card. What the card should say is computed of the files again: one"
          + " that says something else is not printed. Asks no broker."
    },
    exitCodeList = {
      "0:printed",
      "1:the card in the directory is not what its files give",
      "2:the directory is no artefact"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "the directory of a model version")
  private Path directory;

  @Option(names = "--all", description = "the whole card, with its tables")
  private boolean all;

  @Override
  public Integer call() throws ModelRejectedException {
    ModelArtefact artefact = ModelArtefact.read(directory);
    String card = ModelCard.of(artefact);
    String kept = ModelCard.in(artefact);
    if (kept != null && !kept.equals(card)) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          directory
              + ": card.md is not what the other files give: ./tidemark models card "
              + directory
              + " writes it anew.");
      err.flush();
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    (all ? card : ModelCard.head(card)).lines().map(PrintableText::of).forEach(out::println);
    if (kept == null) {
      out.println();
      out.println("It has no card.md: ./tidemark models card " + directory + " writes it.");
    }
    out.flush();
    return 0;
  }
}
