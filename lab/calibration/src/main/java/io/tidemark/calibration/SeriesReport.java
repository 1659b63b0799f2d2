package io.tidemark.calibration;

import java.util.List;

/**
 * What a calibration found of one series.
 *
 * @param name of the series
 * @param mayPause whether its drift may pause the model
 * @param rankTime autocorrelation time of its ranks, samples
 * @param spreadTime autocorrelation time of its ranks' distance from their middle, samples
 * @param thresholds D at the plan's budget for each of its windows, the longest first, before any
 *     floor
 * @param delays one per {@link Change}; none of a constant series
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record SeriesReport(
    String name,
    boolean mayPause,
    double rankTime,
    double spreadTime,
    double[] thresholds,
    List<Delay> delays) {

  public SeriesReport {
    delays = List.copyOf(delays);
  }
}
