package io.tidemark.bench.drift;

import io.tidemark.core.drift.DriftVerdict;
import java.util.List;

/**
 * What a gate said of recorded rows.
 *
 * @param episodes its warnings and pauses, in the order in which they began
 * @param verdicts one per row
 */
record RecordedRun(List<Episode> episodes, List<DriftVerdict> verdicts) {

  List<Episode> pauses() {
    return episodes.stream().filter(Episode::isPause).toList();
  }

  /** How many pauses began at the rows {@code from} to {@code to - 1}. */
  long pausesBegun(int from, int to) {
    return pauses().stream().filter(each -> each.from() >= from && each.from() < to).count();
  }

  /**
   * The row, of {@code from} to {@code to - 1}, at which a series that may pause was nearest to its
   * threshold, or farthest beyond it; {@code from} while all windows were filling.
   */
  int nearest(int from, int to) {
    int nearest = from;
    for (int row = from; row < to; row++) {
      double most = reached(nearest);
      nearest = Double.isNaN(most) || reached(row) > most ? row : nearest;
    }
    return Double.isNaN(reached(nearest)) ? from : nearest;
  }

  /** The distance of the series that the row's verdict names over its threshold; NaN if none. */
  double reached(int row) {
    return verdicts.get(row).distance() / verdicts.get(row).threshold();
  }
}
