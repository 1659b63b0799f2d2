package io.tidemark.core.feature;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.PAUSE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureFunction.Needs.TRADES;
import static io.tidemark.core.feature.FeatureParameter.bars;

import java.util.List;

/** What was traded. */
final class VolumeFunctions {

  private VolumeFunctions() {}

  static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "vwap_distance",
            BARS,
            "fraction of the price",
            "C / (sum of price x volume / sum of volume over n bars) - 1; 0 without volume",
            "",
            ALERT,
            (a, bar) -> new Volume.VwapDistance(a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "volume_zscore",
            BARS,
            "standard deviations",
            "(V - mean) / deviation of the n bars before this one; 0 if they are all alike",
            "",
            PAUSE,
            (a, bar) -> new Volume.ZScore(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "signed_volume",
            TRADES,
            "-1 to 1",
            "(taker buys - taker sells) / V of this bar; 0 without volume",
            "",
            ALERT,
            (a, bar) -> new Volume.SignedDelta()));
  }
}
