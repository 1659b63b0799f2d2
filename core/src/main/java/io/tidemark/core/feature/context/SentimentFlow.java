package io.tidemark.core.feature.context;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;
import io.tidemark.core.feature.context.Context.DecayedSentiment;

/** How fast sentiment comes in and turns, by the time at which it was known. */
final class SentimentFlow {

  private static final double HOUR = 3_600e6;

  private SentimentFlow() {}

  /**
   * Scores per hour: each counts from when it was known and fades to half every half-life; a steady
   * stream shows its own rate. Cells: seen, faded count, its time.
   */
  record Rate(long halfLife) implements Surrounding {
    @Override
    public String name() {
      return "sentiment_rate(" + BarLength.text(halfLife) + ")";
    }

    @Override
    public int cells() {
      return 3;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return cells[at] == 0
          ? Double.NaN
          : faded(cells, at, market.clock) * Math.log(2) / (halfLife / HOUR);
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (fact instanceof Sentiment) {
        cells[at + 1] = 1 + (cells[at] == 0 ? 0 : faded(cells, at, clock));
        cells[at] = 1;
        cells[at + 2] = clock;
      }
    }

    private double faded(double[] cells, int at, long clock) {
      return cells[at + 1] * Math.pow(2, -(clock - cells[at + 2]) / halfLife);
    }
  }

  /** A short memory less a long one. Cells: those of both. */
  record FastLessSlow(String name, Surrounding fast, Surrounding slow) implements Surrounding {
    @Override
    public int cells() {
      return fast.cells() + slow.cells();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return fast.value(cells, at, market) - slow.value(cells, at + fast.cells(), market);
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      fast.observe(cells, at, fact, clock);
      slow.observe(cells, at + fast.cells(), fact, clock);
    }
  }

  /** How sentiment changes: sentiment(h) - sentiment(4h). */
  static Feature change(int hours) {
    return new FastLessSlow(
        "sentiment_change(" + hours + ")",
        new DecayedSentiment(hours),
        new DecayedSentiment(4 * hours));
  }

  /** How its rate changes: the rate of a half-life less that of four. */
  static Feature acceleration(long halfLife) {
    return new FastLessSlow(
        "sentiment_acceleration(" + BarLength.text(halfLife) + ")",
        new Rate(halfLife),
        new Rate(4 * halfLife));
  }
}
