package io.tidemark.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One reference and one live stream, both drawn from the export by whole rows: what a gate would
 * meet if nothing changed.
 */
final class Deployment {

  private final CalibrationPlan plan;
  private final List<WatchedSeries> series;
  private final int[] reference;
  private final int[] live;

  /** Draws the one with this number: the same whoever draws it, and when. */
  Deployment(CalibrationPlan plan, List<WatchedSeries> series, int block, int number) {
    this.plan = plan;
    this.series = series;
    int rows = series.get(0).values().length;
    // A multiple of the golden ratio: neighbouring seeds would give neighbouring streams.
    SplittableRandom random =
        new SplittableRandom(plan.draws().seed() + (number + 1L) * 0x9E3779B97F4A7C15L).split();
    BlockBootstrap bootstrap = new BlockBootstrap(rows, block, random);
    this.reference = bootstrap.drawThinned(plan.draws().reference());
    this.live = bootstrap.draw(plan.live());
  }

  /** The largest persistent squared distance in each chunk, of one series in one window. */
  float[] squared(int index, int window, int chunk) {
    float[] values = series.get(index).values();
    SeriesWatch watch = new SeriesWatch(reference(index), window, plan.gate().persistence());
    int chunks = (live.length - plan.gate().window()) / chunk;
    float[] largest = new float[chunks];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < live.length; i++) {
      double distance = watch.step(values[live[i]]);
      int at = (i - plan.gate().window()) / chunk;
      if (distance >= 0 && i >= plan.gate().window() && at < chunks) {
        largest[at] = Math.max(largest[at], (float) (distance * distance));
      }
    }
    return largest;
  }

  /**
   * How long a change goes unseen that begins when the window is full of calm samples.
   *
   * @param calm the moments of the series
   * @param thresholds one for each window of the plan
   * @return samples, or {@code longest + 1} if it was not seen within so many
   */
  int delay(int index, SampleMoments calm, Change change, double[] thresholds, int longest) {
    float[] values = series.get(index).values();
    GateWatch watch = GateWatch.of(plan, reference(index), thresholds);
    for (int i = 0; i < live.length && i < plan.gate().window() + longest; i++) {
      float value = values[live[i]];
      if (i < plan.gate().window()) {
        watch.step(value);
      } else if (watch.step(change.of(value, calm)) > 1) {
        return i - plan.gate().window() + 1;
      }
    }
    return longest + 1;
  }

  private float[] reference(int index) {
    float[] values = series.get(index).values();
    float[] samples = new float[reference.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = values[reference[i]];
    }
    return samples;
  }
}
