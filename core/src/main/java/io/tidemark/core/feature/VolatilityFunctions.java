package io.tidemark.core.feature;

import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureParameter.bars;

import java.util.List;

/** How much prices move. Slow volatility lives in regimes: its drift is ignored. */
final class VolatilityFunctions {

  private VolatilityFunctions() {}

  static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "realised_vol",
            BARS,
            "annualised fraction, 1 is 100 %",
            "sqrt(mean of the last n squared log returns x bars in a year of 8,760 hours)",
            "",
            IGNORE,
            (a, bar) -> new RealisedVolatility(a.count("n"), bar),
            bars("n", 2)),
        FeatureFunction.of(
            "atr",
            BARS,
            "fraction of the price",
            "Wilder's average of n true ranges / C",
            "Wilder, New Concepts in Technical Trading Systems, 1978",
            IGNORE,
            (a, bar) -> new Atr(a.count("n")),
            bars("n", 1)));
  }
}
