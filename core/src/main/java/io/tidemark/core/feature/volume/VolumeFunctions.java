package io.tidemark.core.feature.volume;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.PAUSE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureParameter.bars;

import io.tidemark.core.feature.FeatureFunction;
import java.util.List;

/** What was traded. */
public final class VolumeFunctions {

  private VolumeFunctions() {}

  public static List<FeatureFunction> all() {
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
            BARS,
            "-1 to 1",
            "(taker buys - taker sells) / V of this bar; 0 without volume, and of a candle",
            "",
            ALERT,
            (a, bar) -> new Volume.SignedDelta()),
        FeatureFunction.of(
            "volume_share",
            BARS,
            "0 to 1",
            "V / sum of V over n bars; 0 without volume",
            "",
            ALERT,
            (a, bar) -> new Flows.VolumeShare(a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "obv",
            BARS,
            "-1 to 1",
            "sum of sign(C - C[-1]) x V over n bars / sum of V; 0 without volume",
            "Granville, New Key to Stock Market Profits, 1963; here over a window, free of scale",
            ALERT,
            (a, bar) -> new FlowRatio(FlowRatio.Kind.OBV, a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "mfi",
            BARS,
            "0 to 100",
            "100 x T x V where T rose / T x V where it changed, n bars, T = (H + L + C) / 3; or 50",
            "Quong and Soudack, Volume-weighted RSI: money flow, 1989",
            ALERT,
            (a, bar) -> new FlowRatio(FlowRatio.Kind.MFI, a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "cmf",
            BARS,
            "-1 to 1",
            "sum of (2C - H - L) / (H - L) x V over n bars / sum of V; 0 without range or volume",
            "Chaikin's money flow",
            ALERT,
            (a, bar) -> new FlowRatio(FlowRatio.Kind.CMF, a.count("n")),
            bars("n", 2)));
  }
}
