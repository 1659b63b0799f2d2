package io.tidemark.calibration.importing;

import java.util.stream.IntStream;

/** Scores in their order, so that a weighted area under the ROC curve costs one pass. */
final class RankedScores {

  private final int[] order;
  private final double[] scores;
  private final boolean[] up;

  RankedScores(double[] scores, boolean[] up) {
    this.scores = scores;
    this.up = up;
    this.order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /**
   * The chance that a rise scores above a fall, ties half.
   *
   * @param times how often each row counts
   * @return NaN where only one outcome counts
   */
  double area(double[] times) {
    double won = 0;
    double falls = 0;
    double rises = 0;
    for (int i = 0; i < order.length; ) {
      double tiedRises = 0;
      double tiedFalls = 0;
      double score = scores[order[i]];
      for (; i < order.length && scores[order[i]] == score; i++) {
        if (up[order[i]]) {
          tiedRises += times[order[i]];
        } else {
          tiedFalls += times[order[i]];
        }
      }
      won += tiedRises * (falls + tiedFalls / 2);
      rises += tiedRises;
      falls += tiedFalls;
    }
    return won / (rises * falls);
  }
}
