package io.tidemark.cli;

import io.tidemark.calibration.worth.ExportCheck;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.Sealing;
import io.tidemark.models.card.ModelCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark seal}: makes an artefact of what training wrote. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an artefact of a draft that models/training wrote.",
      "The runtime that serves answers the golden inputs, and its answers are what the "
          + "artefact is held to from then on. A draft whose own answers are more than 1e-5 "
          + "from them is refused.",
      "Refused is also one whose files do not belong together: the baseline's scores and the "
          + "strength table must be this model's own, the golden inputs must be enough, the "
          + "periods in their order, and the metrics must not speak against it. All that is wrong "
          + "is said at once.",
      "With --export the baseline's rows, the strength table and the worth of the answers are "
          + "also measured on the rows that the model was trained and validated on.",
      "What the artefact is worth, and what not to do with it, is written into its card.md."
    })
public final class SealCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DRAFT", description = "the directory that training wrote")
  private @Nullable Path draft;

  @Option(
      names = "--out",
      required = true,
      description = "the artefact, a directory that does not exist yet")
  private @Nullable Path out;

  @Option(
      names = "--export",
      paramLabel = "DIR|FILE",
      description =
          "the folder that ./tidemark export wrote for it, or one of its files; again for each"
              + " further one")
  private List<Path> exports = new ArrayList<>();

  @Override
  public Integer call() throws ModelRejectedException, IOException {
    Path artefact = Objects.requireNonNull(out);
    Sealing.Further further =
        exports.isEmpty() ? Sealing.Further.NOTHING : new ExportCheck(exports);
    Sealing sealing = Sealing.of(Objects.requireNonNull(draft), artefact, further);
    ModelCard.write(artefact);
    PrintWriter say = Objects.requireNonNull(spec).commandLine().getOut();
    say.println(
        "%s: %d golden answers by this runtime; the largest difference from training's is %.1e"
            .formatted(artefact, sealing.answers(), sealing.largestDifference()));
    say.flush();
    return 0;
  }
}
