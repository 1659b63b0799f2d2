package io.tidemark.core.feature;

import java.util.List;

/**
 * A row of the catalogue: what can be asked for by name.
 *
 * @param name such as {@code rsi}
 * @param parameters in the order in which they may be given without a name
 * @param needs what it looks at
 * @param unit of its values
 * @param formula in one line
 * @param source paper or book; empty where the formula says it all
 * @param drift what its drift may do unless the manifest says otherwise
 * @param maker makes the feature
 */
public record FeatureFunction(
    String name,
    List<FeatureParameter> parameters,
    Needs needs,
    String unit,
    String formula,
    String source,
    DriftRole drift,
    Maker maker) {

  /** A row, with its parameters last. */
  public static FeatureFunction of(
      String name,
      Needs needs,
      String unit,
      String formula,
      String source,
      DriftRole drift,
      Maker maker,
      FeatureParameter... parameters) {
    return new FeatureFunction(
        name, List.of(parameters), needs, unit, formula, source, drift, maker);
  }

  /** What a feature looks at. */
  public enum Needs {
    /** Bars, from trades or candles. */
    BARS,
    /** Bars made of trades whose taker is known: a candle does not say. */
    TRADES,
    /** What is traded, print by print; candles where single trades are not known. */
    TAPE,
    /** The order book. */
    BOOK,
    /** Settled funding rates. */
    FUNDING,
    /** Sentiment scores. */
    SENTIMENT,
    /** A named metric. */
    METRIC,
    /** Candles of another instrument in this one's log. */
    REFERENCE,
    /** The clock alone. */
    CLOCK;

    /** Whether it looks at bars, so that their length matters. */
    public boolean ofBars() {
      return this == BARS || this == TRADES;
    }
  }

  /** Makes a feature of arguments that were checked. */
  @FunctionalInterface
  public interface Maker {

    /**
     * The feature.
     *
     * @param arguments checked one by one; what two of them must be to each other is checked here
     * @param bar what it looks at
     * @throws IllegalArgumentException if they do not go together
     */
    Feature make(FeatureArguments arguments, BarSpec bar);
  }
}
