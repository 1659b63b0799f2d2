package io.tidemark.simulator;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;

/** Least squares on two features, to see how much of the simulated future can be foreseen. */
final class LinearSkill {

  private static final long MINUTE = 60_000_000L;
  private static final int HORIZON = 5;

  /**
   * What was seen at a minute's close and what came of it.
   *
   * @param imbalance of the best bid and ask, -1 to 1
   * @param stretch log distance of the price from its mean of the last five closes
   * @param future log return over the next five minutes
   */
  record Sample(double imbalance, double stretch, double future) {}

  private LinearSkill() {}

  static List<Sample> samples(Scenario scenario, long seed, String instrument) {
    List<Double> closes = new ArrayList<>();
    List<Double> imbalances = new ArrayList<>();
    double price = Double.NaN;
    double imbalance = 0;
    long close = scenario.start() + MINUTE;
    for (MarketSimulation market = new MarketSimulation(scenario, seed); market.hasNext(); ) {
      SimItem item = market.next();
      while (item.at() >= close) {
        closes.add(StrictMath.log(price));
        imbalances.add(imbalance);
        close += MINUTE;
      }
      if (item instanceof SimItem.Good good && good.fact().instrument().equals(instrument)) {
        Fact fact = good.fact();
        if (fact instanceof Trade trade) {
          price = trade.price();
        } else if (fact instanceof Book book) {
          imbalance =
              (book.bidSizes()[0] - book.askSizes()[0]) / (book.bidSizes()[0] + book.askSizes()[0]);
        }
      }
    }
    return samples(closes, imbalances);
  }

  private static List<Sample> samples(List<Double> closes, List<Double> imbalances) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 10; i < closes.size() - HORIZON; i += HORIZON) {
      double mean = 0;
      for (int lag = 0; lag < 5; lag++) {
        mean += closes.get(i - lag) / 5;
      }
      samples.add(
          new Sample(
              imbalances.get(i), closes.get(i) - mean, closes.get(i + HORIZON) - closes.get(i)));
    }
    return samples;
  }

  /** Two slopes through the origin. */
  static double[] fit(List<Sample> samples) {
    double ii = 0;
    double is = 0;
    double ss = 0;
    double iy = 0;
    double sy = 0;
    for (Sample s : samples) {
      ii += s.imbalance() * s.imbalance();
      is += s.imbalance() * s.stretch();
      ss += s.stretch() * s.stretch();
      iy += s.imbalance() * s.future();
      sy += s.stretch() * s.future();
    }
    double determinant = ii * ss - is * is;
    return new double[] {(iy * ss - sy * is) / determinant, (sy * ii - iy * is) / determinant};
  }

  static double accuracy(double[] line, List<Sample> samples) {
    int right = 0;
    for (Sample s : samples) {
      double said = line[0] * s.imbalance() + line[1] * s.stretch();
      right += said * s.future() > 0 ? 1 : 0;
    }
    return (double) right / samples.size();
  }
}
