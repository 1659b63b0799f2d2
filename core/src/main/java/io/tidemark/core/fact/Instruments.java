package io.tidemark.core.fact;

import java.util.regex.Pattern;

/** How instruments are named: {@code BASE-QUOTE@venue}, such as {@code BTC-USDT@binance}. */
public final class Instruments {

  /** Stands for every instrument: a market-wide fact is copied to each one's log. */
  public static final String ALL = "*";

  private static final Pattern FORM =
      Pattern.compile("[A-Z0-9]+-[A-Z0-9]+(-[A-Z0-9]+)?@[a-z0-9_]+");

  private Instruments() {}

  /**
   * Whether {@code name} has the form {@code BASE-QUOTE@venue} or {@code BASE-QUOTE-KIND@venue}.
   */
  public static boolean isWellFormed(String name) {
    return FORM.matcher(name).matches();
  }
}
