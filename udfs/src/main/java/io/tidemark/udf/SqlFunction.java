package io.tidemark.udf;

import org.apache.flink.table.functions.UserDefinedFunction;

/** Every SQL function there is, by the name that {@code register.sql} gives it. */
public enum SqlFunction {
  /** {@link RsiFunction}. */
  RSI(RsiFunction.class),
  /** {@link EmaFunction}. */
  EMA(EmaFunction.class),
  /** {@link ZScore}. */
  Z_SCORE(ZScore.class),
  /** {@link RealisedVolatilityFunction}. */
  REALISED_VOLATILITY(RealisedVolatilityFunction.class),
  /** {@link VwapFunction}. */
  VWAP(VwapFunction.class),
  /** {@link VwapDistance}. */
  VWAP_DISTANCE(VwapDistance.class),
  /** {@link CandleFeature}. */
  CANDLE_FEATURE(CandleFeature.class),
  /** {@link BookImbalance}. */
  BOOK_IMBALANCE(BookImbalance.class),
  /** {@link Microprice}. */
  MICROPRICE(Microprice.class),
  /** {@link KsDistance}. */
  KS_DISTANCE(KsDistance.class),
  /** {@link KsPValue}. */
  KS_P_VALUE(KsPValue.class),
  /** {@link KsDistanceAgg}. */
  KS_DISTANCE_AGG(KsDistanceAgg.class),
  /** {@link KsPValueAgg}. */
  KS_P_VALUE_AGG(KsPValueAgg.class);

  private final Class<? extends UserDefinedFunction> type;

  SqlFunction(Class<? extends UserDefinedFunction> type) {
    this.type = type;
  }

  /** The class behind it. */
  public Class<? extends UserDefinedFunction> type() {
    return type;
  }
}
