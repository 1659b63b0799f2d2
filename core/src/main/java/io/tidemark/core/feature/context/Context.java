package io.tidemark.core.feature.context;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;

/** Features of what surrounds the bars; before their first fact they are missing (NaN). */
final class Context {

  private static final long DAY = 24L * 3_600 * 1_000_000;

  private Context() {}

  /** Last settled funding rate, fraction per interval; or its change against the one before. */
  record FundingRate(boolean change) implements Surrounding {
    @Override
    public String name() {
      return change ? "funding_change" : "funding";
    }

    @Override
    public int cells() {
      return 3;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (cells[at] < (change ? 2 : 1)) {
        return Double.NaN;
      }
      return change ? cells[at + 1] - cells[at + 2] : cells[at + 1];
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (fact instanceof Funding funding) {
        cells[at] = Math.min(2, cells[at] + 1);
        cells[at + 2] = cells[at + 1];
        cells[at + 1] = funding.rate();
      }
    }
  }

  /**
   * Weighted mean of sentiment, each score's weight halved every {@code hours}, shrunk towards 0 by
   * one unit of weight: what is long past says nothing. Cells: seen, sum, weight, their time.
   */
  record DecayedSentiment(int hours) implements Surrounding {
    @Override
    public String name() {
      return "sentiment(" + hours + ")";
    }

    @Override
    public int cells() {
      return 4;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (cells[at] == 0) {
        return Double.NaN;
      }
      double decay = decay(cells[at + 3], market.clock);
      return cells[at + 1] * decay / (1 + cells[at + 2] * decay);
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (fact instanceof Sentiment sentiment) {
        double decay = cells[at] == 0 ? 0 : decay(cells[at + 3], clock);
        cells[at] = 1;
        cells[at + 1] = cells[at + 1] * decay + sentiment.weight() * sentiment.score();
        cells[at + 2] = cells[at + 2] * decay + sentiment.weight();
        cells[at + 3] = clock;
      }
    }

    private double decay(double since, long clock) {
      return Math.pow(2, -(clock - since) / (hours * 3_600e6));
    }
  }

  /**
   * Fear and Greed index, 0 to 100, used from a day after the day it describes began: the source
   * revises a day's value until it ends. Cells: seen, value, next value, time from which it counts.
   */
  record FearGreed() implements Surrounding {
    @Override
    public String name() {
      return "fear_greed";
    }

    @Override
    public int cells() {
      return 4;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (cells[at + 3] > 0 && market.clock >= cells[at + 3]) {
        return cells[at + 2];
      }
      return cells[at] == 0 ? Double.NaN : cells[at + 1];
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (fact instanceof Metric metric && metric.name().equals(Metric.FEAR_GREED)) {
        if (cells[at + 3] > 0 && clock >= cells[at + 3]) {
          cells[at] = 1;
          cells[at + 1] = cells[at + 2];
        }
        cells[at + 2] = metric.value();
        cells[at + 3] = metric.eventTime() + DAY;
      }
    }
  }
}
