package io.tidemark.cli;

import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.Sealing;
import java.io.PrintWriter;
import java.nio.file.Path;
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
          + "periods in their order. All that is wrong is said at once."
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

  @Override
  public Integer call() throws ModelRejectedException {
    Path artefact = Objects.requireNonNull(out);
    Sealing sealing = Sealing.of(Objects.requireNonNull(draft), artefact);
    PrintWriter say = Objects.requireNonNull(spec).commandLine().getOut();
    say.println(
        "%s: %d golden answers by this runtime; the largest difference from training's is %.1e"
            .formatted(artefact, sealing.answers(), sealing.largestDifference()));
    say.flush();
    return 0;
  }
}
