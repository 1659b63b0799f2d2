package io.tidemark.cli;

import io.tidemark.client.PrintableText;
import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Reason;
import io.tidemark.core.explain.Reasons;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.explain.ModelExplainers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark models explain}: what each feature has to do with an answer. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says what each feature has to do with a model's answer to one of its golden inputs.",
      "Shares out the answer, less the one where every feature is at its baseline's median, by "
          + "Shapley values. Asks no broker."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "the directory of a model version")
  private Path directory;

  @Option(
      names = "--row",
      paramLabel = "N",
      description = "of golden.csv, from 1 (default: ${DEFAULT-VALUE})")
  private int row = 1;

  @Override
  public Integer call() throws Exception {
    ModelArtefact artefact = ModelArtefact.read(directory);
    List<float[]> inputs = artefact.goldenInputs();
    if (row < 1 || row > inputs.size()) {
      throw new ParameterException(
          spec.commandLine(), "--row must be between 1 and " + inputs.size() + ", was " + row);
    }
    float[] window = inputs.get(row - 1);
    ModelDescription description = artefact.describe();
    try (Explainer explainer = ModelExplainers.open(artefact)) {
      print(description, explainer, explainer.explain(window));
      Reasons all = Reasons.of(explainer, description.featureNames(), Reasons.MOST);
      all.of(window).forEach(this::print);
    }
    return 0;
  }

  private void print(ModelDescription model, Explainer explainer, Attribution answer) {
    say(
        "%s, row %d: %s %.6f, %.6f where every feature is at its median; %s",
        model.ref().name(),
        row,
        explainer.link().words(),
        answer.answer(),
        answer.baseline(),
        explainer.isExact() ? "exact" : "averaged over a fixed sample of orders");
  }

  private void print(Reason reason) {
    say("  %+12.6f  %s = %s", reason.contribution(), reason.feature(), (float) reason.value());
  }

  private void say(String format, Object... words) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(PrintableText.of(String.format(Locale.ROOT, format, words)));
    out.flush();
  }
}
