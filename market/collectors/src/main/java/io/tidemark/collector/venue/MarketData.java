package io.tidemark.collector.venue;

/** What facts a venue tells of an instrument. */
public enum MarketData {
  TRADES,
  BOOK,
  MARK_PRICE,
  INDEX_PRICE,
  FUNDING,
  OPEN_INTEREST,
  LIQUIDATIONS;

  /** Whether there is such a thing of instruments of this kind. */
  public boolean isOf(InstrumentKind kind) {
    return switch (this) {
      case TRADES, BOOK -> true;
      case FUNDING -> kind == InstrumentKind.PERPETUAL;
      default -> kind != InstrumentKind.SPOT;
    };
  }
}
