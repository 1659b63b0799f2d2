package io.tidemark.core.fact;

/** The closed set of facts; the order is part of the serialised form, so add at the end. */
public enum EventKind {
  /** One trade of the instrument. */
  TRADE,
  /** A closed bar as its venue published it. */
  CANDLE,
  /** The top of the order book. */
  BOOK,
  /** A settled funding rate of a perpetual. */
  FUNDING,
  /** A sentiment score. */
  SENTIMENT,
  /** A named value: on-chain, macro, fear and greed. */
  METRIC,
  /** A command by a person: kill switch, resume, acknowledge. */
  CONTROL,
  /** Nothing but the passing of time. */
  TICK,
  /** A change of the models: register, activate, shadow, roll back, retire. */
  MODEL;

  private static final EventKind[] VALUES = values();

  /**
   * Whether a person says it: {@link #CONTROL} and {@link #MODEL}. Its time is that of the person's
   * computer and no measure of the market's, so it never moves a clock.
   */
  public boolean isCommand() {
    return this == CONTROL || this == MODEL;
  }

  /** The kind with this ordinal. */
  public static EventKind of(int ordinal) {
    return VALUES[ordinal];
  }
}
