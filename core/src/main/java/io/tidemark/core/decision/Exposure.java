package io.tidemark.core.decision;

import java.util.Locale;

/** What a decision recommends to buy or to sell. */
public enum Exposure {
  /** The instrument itself. */
  PRICE,
  /** How much it moves, as by options: never to be taken for the instrument. */
  VOLATILITY;

  /** As reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
