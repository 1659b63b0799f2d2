package io.tidemark.calibration.importing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows at which a model answers NaN: it says nothing there, as a model does that is for some
 * markets alone. They count for no figure, threshold or golden vector. When it serves, {@code
 * NON_FINITE_SCORE} withholds such an answer.
 */
final class Abstentions {

  /** Of the rows of each part: of one that says less the other rows do not show what it is. */
  static final double MOST = 0.5;

  private Abstentions() {}

  /** One sentence for each part in which it says too little. */
  static List<String> violations(AnsweredRows answers) {
    return Arrays.stream(Part.values())
        .filter(part -> share(answers, part) > MOST)
        .map(
            part ->
                "it answers NaN at %.1f %% of the rows of the %s part, and at most %.0f %% may be: mend the model, or export features with values that it was trained on"
                    .formatted(100 * share(answers, part), part, 100 * MOST))
        .toList();
  }

  /** A sentence for people and for the manifest's notes; none where it answers every row. */
  static List<String> notes(AnsweredRows answers) {
    if (Arrays.stream(Part.values()).allMatch(part -> answers.abstentions(part) == 0)) {
      return List.of();
    }
    String shares =
        Arrays.stream(Part.values())
            .map(part -> "%.1f %% of %s".formatted(100 * share(answers, part), part))
            .collect(Collectors.joining(", "));
    return List.of(
        "It abstains, answering NaN, at these shares of the rows: "
            + shares
            + ". They count for no figure here; served, NON_FINITE_SCORE withholds them.");
  }

  /** 0 where the part has no row. */
  private static double share(AnsweredRows answers, Part part) {
    int silent = answers.abstentions(part);
    return silent == 0 ? 0 : (double) silent / (silent + answers.of(part).length);
  }
}
