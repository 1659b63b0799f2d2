package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.Stamp;

/** Rows of {@code day_ms,date,value}: a day's value can be known when the day is over. */
public final class FearGreedParser extends RowParser {

  private static final long DAY_MILLIS = 86_400_000L;

  public FearGreedParser() {
    super(3);
  }

  @Override
  Parsed<Fact> fact(Cells cells) throws BadCellException {
    long day = cells.whole(0, "day_ms");
    return Stamp.isPlausible(day)
        ? asFact(
            Metric.of(
                Instruments.ALL,
                day * 1_000,
                (day + DAY_MILLIS) * 1_000,
                Metric.FEAR_GREED,
                cells.number(2, "value")))
        : implausible("day_ms", day);
  }
}
