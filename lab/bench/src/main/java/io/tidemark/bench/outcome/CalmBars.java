package io.tidemark.bench.outcome;

import io.tidemark.calibration.BlockBootstrap;
import io.tidemark.client.CommandFailedException;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.dataset.RecordedLog;
import io.tidemark.recordings.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Recorded bars of a period, from which calm series are drawn in blocks of a week.
 *
 * @param instrument whose they are
 * @param bars each relative to the one before
 * @param sigma standard deviation of their log returns
 */
record CalmBars(String instrument, List<RelativeBar> bars, double sigma) {

  /** Bars that are drawn together. */
  static final int BLOCK = 168;

  /**
   * Reads them.
   *
   * @param from of their ends, µs since the epoch
   * @param to exclusive
   * @throws CommandFailedException if there are too few to draw from
   */
  static CalmBars read(Path file, FeatureSet features, long from, long to) {
    List<RelativeBar> bars = new ArrayList<>();
    double before = Double.NaN;
    String instrument = "";
    try (RecordedLog log = new RecordedLog(List.of(DataFile.recognise(file, null)), features)) {
      while (log.hasNext()) {
        if (log.next().fact() instanceof Candle candle) {
          instrument = candle.instrument();
          boolean within = candle.eventTime() >= from && candle.eventTime() < to;
          if (within && candle.length() == features.barLength() && !Double.isNaN(before)) {
            bars.add(RelativeBar.of(candle, before));
          }
          before = candle.close();
        }
      }
    }
    if (bars.size() < 10 * BLOCK) {
      throw new CommandFailedException(
          "%s has %d bars of the model's length in its validation period, %d are needed: give the file of its instrument"
              .formatted(file, bars.size(), 10 * BLOCK));
    }
    double mean = bars.stream().mapToDouble(RelativeBar::close).average().orElse(0);
    double variance =
        bars.stream()
            .mapToDouble(bar -> (bar.close() - mean) * (bar.close() - mean))
            .average()
            .orElse(0);
    return new CalmBars(instrument, bars, Math.sqrt(variance));
  }

  /** A series of a seed. */
  List<RelativeBar> draw(int length, long seed) {
    int[] rows =
        new BlockBootstrap(bars.size(), BLOCK, new SplittableRandom(seed).split()).draw(length);
    List<RelativeBar> drawn = new ArrayList<>(length);
    for (int row : rows) {
      drawn.add(bars.get(row));
    }
    return drawn;
  }
}
