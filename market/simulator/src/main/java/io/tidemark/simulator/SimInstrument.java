package io.tidemark.simulator;

import java.util.List;

/**
 * An instrument that is traded on the simulated venue.
 *
 * @param name {@code BTC-USDT@sim}
 * @param startPrice quote per base
 * @param decimals of a price
 * @param medianSize of a trade, base
 * @param volatility of the log price in quiet times, per square root of a second
 * @param perpetual whether it settles funding
 */
public record SimInstrument(
    String name,
    double startPrice,
    int decimals,
    double medianSize,
    double volatility,
    boolean perpetual) {

  public static final SimInstrument BTC =
      new SimInstrument("BTC-USDT@sim", 60_000, 1, 0.02, 0.000_10, false);

  public static final SimInstrument ETH =
      new SimInstrument("ETH-USDT@sim", 3_000, 2, 0.3, 0.000_12, false);

  public static final SimInstrument SOL =
      new SimInstrument("SOL-USDT-PERP@sim", 150, 3, 5, 0.000_15, true);

  /** The three instruments, in the order of their random streams. */
  public static final List<SimInstrument> ALL = List.of(BTC, ETH, SOL);
}
