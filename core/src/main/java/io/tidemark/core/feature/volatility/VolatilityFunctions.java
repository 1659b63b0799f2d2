package io.tidemark.core.feature.volatility;

import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureParameter.bars;

import io.tidemark.core.feature.FeatureFunction;
import java.util.List;

/** How much prices move. Slow volatility lives in regimes: its drift is ignored. */
public final class VolatilityFunctions {

  private static final String ANNUALISED = "annualised fraction, 1 is 100 %";
  private static final String BIPOWER =
      "Barndorff-Nielsen and Shephard, Power and bipower variation with stochastic volatility and"
          + " jumps, 2004";

  private VolatilityFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "realised_vol",
            BARS,
            ANNUALISED,
            "sqrt(mean of the last n squared log returns x bars in a year of 8,760 hours)",
            "",
            IGNORE,
            (a, bar) -> new RealisedVolatility(a.count("n"), bar.micros()),
            bars("n", 2)),
        FeatureFunction.of(
            "atr",
            BARS,
            "fraction of the price",
            "Wilder's average of n true ranges / C",
            "Wilder, New Concepts in Technical Trading Systems, 1978",
            IGNORE,
            (a, bar) -> new Atr(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "ewma_vol",
            BARS,
            ANNUALISED,
            "sqrt(exponential average, weight 2 / (n + 1), of squared log returns x bars in a year)",
            "RiskMetrics, Technical Document, 1996",
            IGNORE,
            (a, bar) -> new EwmaVolatility(a.count("n"), bar.micros()),
            bars("n", 2)),
        FeatureFunction.of(
            "bipower",
            BARS,
            ANNUALISED,
            "sqrt(pi / 2 x mean of the n - 1 products of neighbouring sizes among the last n log"
                + " returns x bars in a year)",
            BIPOWER,
            IGNORE,
            (a, bar) -> Bipower.volatility(a.count("n"), bar.micros()),
            bars("n", 2)),
        FeatureFunction.of(
            "jump_share",
            BARS,
            "0 to 1",
            "1 - bipower(n)^2 / realised_vol(n)^2; 0 where that is negative or nothing moved",
            BIPOWER,
            IGNORE,
            (a, bar) -> Bipower.jumpShare(a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "parkinson",
            BARS,
            ANNUALISED,
            "sqrt(mean of the last n ln(H / L)^2 / (4 ln 2) x bars in a year)",
            "Parkinson, The extreme value method for estimating the variance of the rate of"
                + " return, 1980",
            IGNORE,
            (a, bar) -> new RangeVolatility(a.count("n"), false, bar.micros()),
            bars("n", 1)),
        FeatureFunction.of(
            "garman_klass",
            BARS,
            ANNUALISED,
            "sqrt(mean of the last n (ln(H / L)^2 / 2 - (2 ln 2 - 1) ln(C / O)^2) x bars in a year)",
            "Garman and Klass, On the estimation of security price volatilities from historical"
                + " data, 1980",
            IGNORE,
            (a, bar) -> new RangeVolatility(a.count("n"), true, bar.micros()),
            bars("n", 1)));
  }
}
