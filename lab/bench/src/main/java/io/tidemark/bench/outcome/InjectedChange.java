package io.tidemark.bench.outcome;

import java.util.SplittableRandom;

/** What happens to a calm market or its feed. */
enum InjectedChange {
  NONE("nothing changes"),
  TWICE("volatility x 2"),
  THRICE("volatility x 3"),
  HALF("volatility / 2"),
  VANISHED("edge vanished"),
  REVERSED("edge reversed"),
  TREND("trend of 0.25 sigma a bar"),
  PRICE_UNIT("price x 100"),
  VOLUME_UNIT("volume x 1000"),
  FROZEN("frozen feed"),
  NAN("first feature NaN"),
  STUCK("first feature stuck");

  private static final double TREND_SIGMAS = 0.25;
  private static final double PRICES = 100;
  private static final double VOLUMES = 1_000;

  private final String words;

  InjectedChange(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /**
   * A bar as it is after the change.
   *
   * @param first whether it is the first one
   * @param up the probability that the model gives to a rise; one half where it gave none
   * @param sigma standard deviation of a bar's log return
   * @param random for the signs of moves
   */
  RelativeBar of(RelativeBar bar, boolean first, double up, double sigma, SplittableRandom random) {
    return switch (this) {
      case TWICE -> bar.scaled(2);
      case THRICE -> bar.scaled(3);
      case HALF -> bar.scaled(0.5);
      case VANISHED -> bar.turned(random.nextDouble() < 0.5);
      case REVERSED -> bar.turned(random.nextDouble() < 1 - up);
      case TREND -> bar.moved(TREND_SIGMAS * sigma);
      case PRICE_UNIT -> first ? bar.moved(Math.log(PRICES)) : bar;
      case VOLUME_UNIT -> bar.traded(VOLUMES);
      case FROZEN -> RelativeBar.STILL;
      case NONE, NAN, STUCK -> bar;
    };
  }
}
