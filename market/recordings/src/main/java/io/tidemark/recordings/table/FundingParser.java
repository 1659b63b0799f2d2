package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.Stamp;

/** Rows of {@code symbol,funding_time_ms,funding_rate}, all of one symbol. */
public final class FundingParser extends RowParser {

  private final String instrument;

  public FundingParser(String instrument) {
    super(3);
    this.instrument = instrument;
  }

  @Override
  Parsed<Fact> fact(Cells cells) throws BadCellException {
    long settled = cells.whole(1, "funding_time_ms");
    return Stamp.isPlausible(settled)
        ? asFact(
            Funding.of(
                instrument, settled * 1_000, settled * 1_000, cells.number(2, "funding_rate")))
        : implausible("funding_time_ms", settled);
  }
}
