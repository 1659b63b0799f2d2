package io.tidemark.bench.drift;

import io.tidemark.bench.drift.peers.Detector;
import io.tidemark.calibration.GateWatch;

/** The gate's tests of one series, as a detector. */
final class Ours implements Detector {

  private final GateWatch watch;

  Ours(GateWatch watch) {
    this.watch = watch;
  }

  @Override
  public boolean step(double value) {
    if (watch.step((float) value) > 1) {
      watch.empty();
      return true;
    }
    return false;
  }
}
