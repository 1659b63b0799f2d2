package io.tidemark.recordings.table;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Stamp;
import java.util.List;

/**
 * Rows of {@code open_time_ms,open,high,low,close,volume}. A start in microseconds is one that was
 * copied from a newer download of Binance's; its size says so.
 */
public final class CandleParser extends RowParser {

  private final String instrument;
  private final long lengthMillis;
  private boolean inMicros;

  public CandleParser(String instrument, long lengthMillis) {
    super(6);
    this.instrument = instrument;
    this.lengthMillis = lengthMillis;
  }

  @Override
  List<Repair> repairs() {
    return inMicros ? List.of(Repair.MICROSECONDS) : List.of();
  }

  /** Venues end a bar with its last millisecond, or its last second. */
  private boolean isEnd(long millis) {
    return (millis + 1) % lengthMillis == 0 || (millis + 1_000) % lengthMillis == 0;
  }

  @Override
  Parsed<Fact> fact(Cells cells) throws BadCellException {
    long stamp = cells.whole(0, "open_time_ms");
    inMicros = !Stamp.isPlausible(stamp) && Stamp.isPlausible(stamp / 1_000) && stamp % 1_000 == 0;
    long start = inMicros ? stamp / 1_000 : stamp;
    if (!Stamp.isPlausible(start)) {
      return implausible("open_time_ms", start);
    }
    if (start % lengthMillis != 0) {
      return Parsed.rejected(
          RejectReason.INCONSISTENT,
          "the bar at "
              + start
              + " ms does not start on a multiple of its length"
              + (isEnd(start) ? ": this is when one ends, and it must be when it starts" : ""));
    }
    return asFact(
        Candle.of(
            instrument,
            start * 1_000,
            lengthMillis * 1_000,
            (start + lengthMillis) * 1_000,
            cells.number(1, "open"),
            cells.number(2, "high"),
            cells.number(3, "low"),
            cells.number(4, "close"),
            cells.number(5, "volume")));
  }
}
