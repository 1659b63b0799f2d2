package io.tidemark.cli;

import io.tidemark.bench.outcome.ModelDelays;
import io.tidemark.client.CommandFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of {@code drift evaluate}: whose delays, on which bars. */
final class ModelDelayOptions {

  private static final int FEWEST_BARS = 100;
  private static final int FEWEST_BUDGET = 1_000;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "a model version with outcomes.json, as ./tidemark drift calibrate writes it")
  private @Nullable Path model;

  @Option(
      names = "--bars",
      required = true,
      paramLabel = "FILE",
      description =
          "recorded bars of its instrument; calm series are drawn from its validation period")
  private @Nullable Path bars;

  @Option(
      names = "--series",
      description = "how many are drawn for each change (default: ${DEFAULT-VALUE})")
  private int series = 20;

  @Option(
      names = "--longest",
      paramLabel = "BARS",
      description = "how long a change is waited for (default: ${DEFAULT-VALUE})")
  private int longest = 2_000;

  @Option(
      names = "--budget",
      paramLabel = "BARS",
      description = "in which there may be one false pause (default: ${DEFAULT-VALUE})")
  private int budget = 10_000;

  @Option(names = "--seed", description = "of all draws (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  /**
   * What is wanted.
   *
   * @throws CommandFailedException naming all that cannot be
   */
  ModelDelays.Order order() {
    List<String> wrong = new ArrayList<>();
    if (series < 1) {
      wrong.add("--series must be at least 1, was " + series);
    }
    if (longest < FEWEST_BARS) {
      wrong.add("--longest must be at least " + FEWEST_BARS + ", was " + longest);
    }
    if (budget < FEWEST_BUDGET) {
      wrong.add("--budget must be at least " + FEWEST_BUDGET + ", was " + budget);
    }
    if (!wrong.isEmpty()) {
      throw new CommandFailedException(String.join("; ", wrong));
    }
    return new ModelDelays.Order(
        Objects.requireNonNull(model), Objects.requireNonNull(bars), series, longest, budget, seed);
  }
}
