package io.tidemark.cli.drift.evaluate;

import io.tidemark.cli.drift.calibration.SeriesWatch;
import io.tidemark.cli.drift.evaluate.peers.Detector;

/** The gate's test of one series, as a detector. */
final class Ours implements Detector {

  private final SeriesWatch watch;
  private final double threshold;

  Ours(SeriesWatch watch, double threshold) {
    this.watch = watch;
    this.threshold = threshold;
  }

  @Override
  public boolean step(double value) {
    if (watch.step((float) value) > threshold) {
      watch.empty();
      return true;
    }
    return false;
  }
}
