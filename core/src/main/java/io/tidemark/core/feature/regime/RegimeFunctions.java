package io.tidemark.core.feature.regime;

import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureParameter.bars;
import static io.tidemark.core.feature.FeatureParameter.count;

import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import java.util.List;

/** States of the market, of two each. They last by their nature: their drift is ignored. */
public final class RegimeFunctions {

  private static final FeatureParameter LOW = count("low", 1, 100);
  private static final FeatureParameter HIGH = count("high", 1, 100);

  private RegimeFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "efficiency_ratio",
            BARS,
            "0 to 1",
            "|C - C[-n]| / sum of the sizes of the last n changes; 0 if nothing moved",
            "Kaufman, Smarter Trading, 1995",
            IGNORE,
            (a, bar) -> new EfficiencyRatio(a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "trend_regime",
            BARS,
            "1 trend, 0 range",
            "1 from efficiency_ratio(n) >= high % on, 0 again below low %; 0 to begin with",
            "",
            IGNORE,
            (a, bar) -> new TrendRegime(a.count("n"), a.count("low"), a.count("high")),
            bars("n", 2),
            LOW,
            HIGH),
        FeatureFunction.of(
            "volatility_regime",
            BARS,
            "1 wild, 0 calm",
            "1 from where realised_vol(n) is at or above the high-th percentile of its own m values"
                + " before this bar, 0 again below the low-th; 0 to begin with",
            "",
            IGNORE,
            (a, bar) ->
                new VolatilityRegime(a.count("n"), a.count("m"), a.count("low"), a.count("high")),
            bars("n", 2),
            bars("m", 2),
            LOW,
            HIGH));
  }
}
