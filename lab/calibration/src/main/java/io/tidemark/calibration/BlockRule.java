package io.tidemark.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a block is, and how long an export must be: {@value #WINDOWS} windows or {@value #TIMES}
 * autocorrelation times of the most dependent series, whichever is longer, and at least {@value
 * #BLOCKS} blocks to an export.
 *
 * <p>A window across a joint has lost the dependence across it and varies less. In an AR(1) with
 * coefficient phi its variance is smaller by {@code 2 phi / ((1 - phi^2) w)} for each joint: 4.7 %
 * at phi 0.9 and w 200, in one window out of five.
 */
final class BlockRule {

  static final int WINDOWS = 5;
  static final int TIMES = 10;
  static final int BLOCKS = 10;
  static final int FEWEST_TIMES = 30;

  private BlockRule() {}

  /**
   * The block for an export.
   *
   * @param times autocorrelation times, one per series
   * @throws IllegalArgumentException naming every series that the export is too short for
   */
  static int lengthFor(CalibrationPlan plan, List<WatchedSeries> series, double[] times) {
    int rows = series.get(0).values().length;
    List<String> wrong = new ArrayList<>();
    int least = WINDOWS * plan.gate().window();
    if (rows < (long) BLOCKS * least) {
      wrong.add(
          "the export has %d rows, a window of %d needs at least %d"
              .formatted(rows, plan.gate().window(), (long) BLOCKS * least));
    }
    double longest = 1;
    for (int i = 0; i < times.length; i++) {
      longest = Math.max(longest, times[i]);
      if (rows < FEWEST_TIMES * times[i]) {
        wrong.add(
            "%s depends on itself over %.0f samples and would need an export of %.0f rows, not %d: ignore it"
                .formatted(series.get(i).name(), times[i], FEWEST_TIMES * times[i], rows));
      }
    }
    if (plan.draws().block() > rows / BLOCKS) {
      wrong.add(
          "block must be at most a tenth of the export's %d rows, was %d"
              .formatted(rows, plan.draws().block()));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
    int wanted = Math.max(least, (int) Math.ceil(TIMES * longest));
    return plan.draws().block() > 0 ? plan.draws().block() : Math.min(wanted, rows / BLOCKS);
  }
}
