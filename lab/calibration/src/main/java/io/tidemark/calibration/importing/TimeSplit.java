package io.tidemark.calibration.importing;

import io.tidemark.models.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Parts in the order of time, with an embargo of one horizon: no label of a part reaches into the
 * next. Each export is split for itself; the parts of several run from the first begin to the last
 * end.
 *
 * @param borders of each export four, µs: where training begins, validation, test, and the end
 * @param embargo how far a label looks, µs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TimeSplit(long[][] borders, long embargo) {

  private static final long MOST_BLOCK_BARS = 336;

  /** Cuts at the same shares of the time of every export, on borders of bars. */
  static TimeSplit of(ExportedHistory history, PartShares shares) {
    ExportHead head = history.head();
    long[][] borders = new long[history.exports()][];
    for (int export = 0; export < borders.length; export++) {
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      for (ExportSeries series : history.series()) {
        if (series.export == export && series.rows() > 0) {
          first = Math.min(first, series.time(0));
          last = Math.max(last, series.time(series.rows() - 1));
        }
      }
      double length = (double) last - first;
      borders[export] =
          new long[] {
            first,
            onBar(first + (long) (length * shares.training()), head.bar()),
            onBar(first + (long) (length * (shares.training() + shares.validation())), head.bar()),
            last + head.horizon()
          };
    }
    return new TimeSplit(borders, head.horizon());
  }

  private static long onBar(long time, long bar) {
    return Math.floorDiv(time, bar) * bar;
  }

  /** The part that a row belongs to; null of one whose label reaches out of its part. */
  @Nullable Part part(int export, long time) {
    for (Part part : Part.values()) {
      long from = borders[export][part.place()];
      long to = borders[export][part.place() + 1];
      if (time >= from && time + embargo <= to) {
        return part;
      }
    }
    return null;
  }

  /** Where a part begins and ends, over all exports. */
  Manifest.Period period(Part part) {
    long from = Long.MAX_VALUE;
    for (long[] export : borders) {
      from = Math.min(from, export[part.place()]);
    }
    return new Manifest.Period(instant(from), instant(end(part)));
  }

  /** Where a part ends, over all exports, µs. */
  long end(Part part) {
    long to = Long.MIN_VALUE;
    for (long[] export : borders) {
      to = Math.max(to, export[part.place() + 1]);
    }
    return to;
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  /**
   * Bars that are resampled together: a tenth of the test part, at least two horizons, at most two
   * weeks of hours.
   */
  int blockBars(ExportHead head) {
    long test = (borders[0][3] - borders[0][2]) / head.bar();
    long most = Math.max(2L * head.horizonBars(), test / 10);
    return (int) Math.max(1, Math.min(MOST_BLOCK_BARS, most));
  }
}
