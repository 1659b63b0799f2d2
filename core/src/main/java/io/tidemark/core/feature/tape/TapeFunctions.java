package io.tidemark.core.feature.tape;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.TAPE;

import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import java.util.List;

/** What was traded in a stretch of time. One of a month lives in regimes: none may pause. */
public final class TapeFunctions {

  private static final FeatureParameter WINDOW = FeatureParameter.span("window", "1m", "90d");

  private TapeFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "return_over",
            TAPE,
            "fraction",
            "C / the price as it stood when the window began - 1",
            "",
            ALERT,
            (a, bar) -> new ReturnOver(a.span("window"), bar.micros()),
            WINDOW),
        FeatureFunction.of(
            "range_position_over",
            TAPE,
            "-1 lowest, 1 highest",
            "2 (C - lowest) / (highest - lowest) - 1 of the prices in the window; 0 if all alike",
            "",
            ALERT,
            (a, bar) -> new RangePositionOver(a.span("window"), bar.micros()),
            WINDOW),
        FeatureFunction.of(
            "vwap_distance_over",
            TAPE,
            "fraction of the price",
            "C / (sum of price x quantity / sum of quantity in the window) - 1; 0 without volume",
            "",
            ALERT,
            (a, bar) ->
                new FlowOver(FlowOver.Kind.VWAP_DISTANCE_OVER, a.span("window"), bar.micros()),
            WINDOW),
        FeatureFunction.of(
            "volume_imbalance_over",
            TAPE,
            "-1 to 1",
            "(taker buys - taker sells) / volume of the window; 0 without volume; missing while a"
                + " candle is in it",
            "",
            ALERT,
            (a, bar) ->
                new FlowOver(FlowOver.Kind.VOLUME_IMBALANCE_OVER, a.span("window"), bar.micros()),
            WINDOW),
        FeatureFunction.of(
            "trade_rate_over",
            TAPE,
            "trades per minute",
            "trades in the window / its length; missing while a candle is in it",
            "",
            IGNORE,
            (a, bar) -> new TradeRateOver(a.span("window"), bar.micros()),
            WINDOW),
        FeatureFunction.of(
            "realised_vol_over",
            TAPE,
            "annualised fraction, 1 is 100 %",
            "sqrt(sum of squared log returns between sixtieths of the window / its length in years"
                + " of 8,760 hours)",
            "Zhang, Mykland and Aït-Sahalia, A tale of two time scales, 2005",
            IGNORE,
            (a, bar) -> new RealisedVolatilityOver(a.span("window"), bar.micros()),
            WINDOW));
  }
}
