package io.tidemark.calibration;

/**
 * One series of a contiguous export, at bar closes.
 *
 * @param name as the gate reports it
 * @param mayPause whether its drift may pause the model
 * @param values in time order, all series of the same length; NaN is missing. Several contiguous
 *     stretches stand one after the other, and where they meet counts as where two blocks meet
 */
@SuppressWarnings("ArrayRecordComponent") // a whole export; never compared as a value
public record WatchedSeries(String name, boolean mayPause, float[] values) {

  int present() {
    int n = 0;
    for (float value : values) {
      n += Float.isNaN(value) ? 0 : 1;
    }
    return n;
  }
}
