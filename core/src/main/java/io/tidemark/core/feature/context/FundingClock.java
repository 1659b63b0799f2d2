package io.tidemark.core.feature.context;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;

/**
 * How often a perpetual settles, learnt from its settlements: the time between the last two, each
 * taken to the nearest minute, because stamps come some milliseconds late. Missing before there are
 * two. Cells: how many were seen (2 at most), last settlement, time between, last rate.
 */
record FundingClock(Kind kind) implements Surrounding {

  /** What is asked of it. */
  enum Kind {
    /** Hours between the last two settlements. */
    INTERVAL("funding_interval"),
    /** Minutes to the next settlement, if it comes as the last one did; 0 once it is due. */
    TO_NEXT("minutes_to_settlement"),
    /** The last rate x settlements in a year of 8,760 hours. */
    ANNUALISED("funding_annualised");

    private final String feature;

    Kind(String feature) {
      this.feature = feature;
    }
  }

  private static final int LAST = 1;
  private static final int BETWEEN = 2;
  private static final int RATE = 3;

  private static final long MINUTE = 60_000_000L;
  private static final double HOUR = 60d * MINUTE;
  private static final double YEAR = 8_760 * HOUR;

  @Override
  public String name() {
    return kind.feature;
  }

  @Override
  public int cells() {
    return 4;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (cells[at] < 2) {
      return Double.NaN;
    }
    return switch (kind) {
      case INTERVAL -> cells[at + BETWEEN] / HOUR;
      case TO_NEXT -> Math.max(0, cells[at + LAST] + cells[at + BETWEEN] - market.clock) / MINUTE;
      case ANNUALISED -> cells[at + RATE] * YEAR / cells[at + BETWEEN];
    };
  }

  @Override
  public void observe(double[] cells, int at, Fact fact, long clock) {
    if (!(fact instanceof Funding funding)) {
      return;
    }
    long settled = Math.floorDiv(funding.eventTime() + MINUTE / 2, MINUTE) * MINUTE;
    boolean first = cells[at] == 0;
    if (!first && settled < cells[at + LAST]) {
      return;
    }
    if (!first && settled > cells[at + LAST]) {
      cells[at + BETWEEN] = settled - cells[at + LAST];
      cells[at] = 2;
    } else if (first) {
      cells[at] = 1;
    }
    cells[at + LAST] = settled;
    cells[at + RATE] = funding.rate();
  }
}
