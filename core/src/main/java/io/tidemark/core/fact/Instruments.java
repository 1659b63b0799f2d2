package io.tidemark.core.fact;

/** How instruments are named: {@code BASE-QUOTE@venue}, such as {@code BTC-USDT@binance}. */
public final class Instruments {

  /** Stands for every instrument: a market-wide fact is copied to each one's log. */
  public static final String ALL = "*";

  private Instruments() {}

  /**
   * Whether {@code name} has the form {@code BASE-QUOTE@venue} or {@code BASE-QUOTE-KIND@venue}. By
   * hand and not by a regular expression: it is asked twice of each event.
   */
  public static boolean isWellFormed(String name) {
    int at = name.indexOf('@');
    return at > 0 && isPair(name, at) && isVenue(name, at + 1);
  }

  /** Two or three parts of capitals and digits, joined by hyphens, before {@code end}. */
  private static boolean isPair(String name, int end) {
    int hyphens = 0;
    int part = 0;
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c == '-' && part > 0) {
        hyphens++;
        part = 0;
      } else if (isDigit(c) || (c >= 'A' && c <= 'Z')) {
        part++;
      } else {
        return false;
      }
    }
    return part > 0 && (hyphens == 1 || hyphens == 2);
  }

  private static boolean isVenue(String name, int from) {
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isDigit(c) && c != '_' && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return from < name.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
