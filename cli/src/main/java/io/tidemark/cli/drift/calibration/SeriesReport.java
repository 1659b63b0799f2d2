package io.tidemark.cli.drift.calibration;

import java.util.List;

/**
 * What a calibration found of one series.
 *
 * @param name of the series
 * @param mayPause whether its drift may pause the model
 * @param rankTime autocorrelation time of its ranks, samples
 * @param spreadTime autocorrelation time of its ranks' distance from their middle, samples
 * @param threshold D at the plan's budget, before any floor
 * @param delays one per {@link Change}
 */
public record SeriesReport(
    String name,
    boolean mayPause,
    double rankTime,
    double spreadTime,
    double threshold,
    List<Delay> delays) {

  public SeriesReport {
    delays = List.copyOf(delays);
  }
}
