package io.tidemark.core.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When a contest is decided.
 *
 * @param error the chance, at most, that a challenger that is no better is ever promoted; fraction
 * @param fewest outcomes that count before anything is decided
 * @param most outcomes that count after which a challenger that was not promoted is retired
 */
public record ContestTerms(double error, int fewest, int most) {

  /** One false promotion in twenty contests, decided after 100 to 2,000 outcomes. */
  public static final ContestTerms USUAL = new ContestTerms(0.05, 100, 2_000);

  /** Fewer outcomes tell nothing of a calibration. */
  private static final int LEAST = 50;

  private static final double LARGEST_ERROR = 0.2;
  private static final double SMALLEST_ERROR = 1e-6;

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException naming all that cannot be
   */
  public ContestTerms {
    List<String> wrong = new ArrayList<>();
    if (!(error >= SMALLEST_ERROR && error <= LARGEST_ERROR)) {
      wrong.add(
          String.format(
              Locale.ROOT,
              "error must be from %s to %s, was %s",
              SMALLEST_ERROR,
              LARGEST_ERROR,
              error));
    }
    if (fewest < LEAST) {
      wrong.add("fewest must be at least " + LEAST + ", was " + fewest);
    }
    if (most < fewest) {
      wrong.add("most must not be below fewest, was " + most);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }
}
