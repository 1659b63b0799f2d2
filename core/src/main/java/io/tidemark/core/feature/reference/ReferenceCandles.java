package io.tidemark.core.feature.reference;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.feature.FeatureMismatchException;
import io.tidemark.core.feature.Market;
import java.util.regex.Pattern;

/**
 * The candles of another instrument, as long as this one's bars, that were copied to its log. One
 * that is older than the newest is not taken; a missing one leaves no return across the hole.
 *
 * <p>Cells: whether there is one, start of the newest, its close, whether its return is known, its
 * log return.
 *
 * @param of the instrument in lower case, {@code -} as {@code _} and {@code @} as a point: {@code
 *     btc_usdt.binance}
 * @param length of the bars, µs
 */
public record ReferenceCandles(String of, long length) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+_[a-z0-9]+(_[a-z0-9]+)?\\.\\w+");

  private static final int START = 1;
  private static final int CLOSE = 2;
  private static final int FOLLOWS = 3;
  private static final int RETURN = 4;

  static final int CELLS = 5;

  /** Refuses what can be no instrument. */
  public ReferenceCandles {
    if (!FORM.matcher(of).matches()) {
      throw new FeatureMismatchException(
          "of is '" + of + "', write BTC-USDT@binance as btc_usdt.binance");
    }
  }

  /** Whether this was a newer candle of it, which is taken in. */
  boolean take(double[] cells, int at, Fact fact) {
    if (!(fact instanceof Candle candle)
        || candle.length() != length
        || (cells[at] != 0 && candle.start() <= cells[at + START])
        || !isOf(candle.instrument())) {
      return false;
    }
    boolean follows = cells[at] != 0 && candle.start() == cells[at + START] + length;
    cells[at + FOLLOWS] = follows ? 1 : 0;
    cells[at + RETURN] = follows ? Math.log(candle.close() / cells[at + CLOSE]) : 0;
    cells[at] = 1;
    cells[at + START] = candle.start();
    cells[at + CLOSE] = candle.close();
    return true;
  }

  /** Whether the newest is that of the bar before, or a newer one. */
  boolean isFresh(double[] cells, int at, Market market) {
    return cells[at] != 0 && cells[at + START] + length >= market.bar.start;
  }

  double start(double[] cells, int at) {
    return cells[at + START];
  }

  double close(double[] cells, int at) {
    return cells[at + CLOSE];
  }

  /** Whether the newest follows the one before it, so that it has a return. */
  boolean follows(double[] cells, int at) {
    return cells[at + FOLLOWS] != 0;
  }

  double logReturn(double[] cells, int at) {
    return cells[at + RETURN];
  }

  /** Whether this is the instrument that is meant. */
  public boolean isOf(String instrument) {
    if (instrument.length() != of.length()) {
      return false;
    }
    for (int i = 0; i < of.length(); i++) {
      if (written(instrument.charAt(i)) != of.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static char written(char c) {
    return switch (c) {
      case '-' -> '_';
      case '@' -> '.';
      default -> Character.toLowerCase(c);
    };
  }
}
