package io.tidemark.core.feature.price;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.DriftRole.PAUSE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureParameter.bars;
import static io.tidemark.core.feature.FeatureParameter.count;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.FeatureArguments;
import io.tidemark.core.feature.FeatureFunction;
import java.util.List;

/** What prices did: returns, averages, oscillators. */
public final class PriceFunctions {

  private PriceFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "log_return",
            BARS,
            "none",
            "ln(C / C[-n])",
            "",
            PAUSE,
            (a, bar) -> logReturn(a.count("n")),
            bars("n", 1).or("1")),
        FeatureFunction.of(
            "return",
            BARS,
            "fraction",
            "C / C[-n] - 1",
            "",
            PAUSE,
            (a, bar) -> new Returns.Simple(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "clipped_return",
            BARS,
            "none",
            "ln(C / C[-1]), at most k deviations either way; a deviation is sqrt(pi / 2) x mean size"
                + " of the n log returns before this one, and 0 bounds nothing",
            "",
            PAUSE,
            (a, bar) -> new Outlier(a.count("n"), a.count("k"), false),
            bars("n", 2),
            count("k", 1, Outlier.MOST_DEVIATIONS)),
        FeatureFunction.of(
            "outlier",
            BARS,
            "0 or 1",
            "1 where clipped_return(n,k) is not log_return, else 0",
            "",
            ALERT,
            (a, bar) -> new Outlier(a.count("n"), a.count("k"), true),
            bars("n", 2),
            count("k", 1, Outlier.MOST_DEVIATIONS)),
        FeatureFunction.of(
            "rsi",
            BARS,
            "0 to 100",
            "100 x gain / (gain + loss), Wilder's averages of n changes; 50 without any change",
            "Wilder, New Concepts in Technical Trading Systems, 1978",
            IGNORE,
            (a, bar) -> new Rsi(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "macd",
            BARS,
            "fraction of the price",
            "(EMA(fast) - EMA(slow)) / C",
            "Appel",
            IGNORE,
            (a, bar) -> macd(a, false),
            bars("fast", 1),
            bars("slow", 1),
            bars("signal", 1)),
        FeatureFunction.of(
            "macd_signal",
            BARS,
            "fraction of the price",
            "EMA(signal) of (EMA(fast) - EMA(slow)), / C",
            "Appel",
            IGNORE,
            (a, bar) -> macd(a, true),
            bars("fast", 1),
            bars("slow", 1),
            bars("signal", 1)),
        FeatureFunction.of(
            "bollinger_position",
            BARS,
            "-1 lower band, 1 upper band, may be beyond",
            "(C - mean) / (2 x deviation) of the last n closes; 0 if they are all alike",
            "Bollinger, Bollinger on Bollinger Bands, 2001",
            ALERT,
            (a, bar) -> new Bollinger(a.count("n"), false),
            bars("n", 2)),
        FeatureFunction.of(
            "bollinger_width",
            BARS,
            "fraction of the price",
            "4 x deviation / mean of the last n closes",
            "Bollinger, Bollinger on Bollinger Bands, 2001",
            IGNORE,
            (a, bar) -> new Bollinger(a.count("n"), true),
            bars("n", 2)));
  }

  /** The one of a single bar has no parameter in its name: models were made with it. */
  private static Feature logReturn(int n) {
    return n == 1 ? new Returns.Log() : new Returns.LogOver(n);
  }

  private static Feature macd(FeatureArguments a, boolean signal) {
    return new Macd(a.count("fast"), a.count("slow"), a.count("signal"), signal);
  }
}
