package io.tidemark.core.feature.trend;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureParameter.bars;

import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.trend.DirectionalMovement.Line;
import java.util.List;

/** Where the price stands against its own past, and whether it is going anywhere. */
public final class TrendFunctions {

  private static final String WILDER = "Wilder, New Concepts in Technical Trading Systems, 1978";

  private TrendFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "sma_distance",
            BARS,
            "fraction of the average",
            "C / mean of the last n closes - 1",
            "",
            IGNORE,
            (a, bar) -> new AverageDistance.Simple(a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "ema_distance",
            BARS,
            "fraction of the average",
            "C / EMA(n) - 1; weight 2 / (n + 1), begun with a plain mean",
            "",
            IGNORE,
            (a, bar) -> new AverageDistance.Exponential(a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "rsi_simple",
            BARS,
            "0 to 100",
            "100 x gain / (gain + loss), plain means of the last n changes; 50 without any change",
            "Cutler",
            IGNORE,
            (a, bar) -> new CutlerRsi(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "stochastic_k",
            BARS,
            "0 to 100",
            "100 x (C - lowest low) / (highest high - lowest low) of the last n bars; 50 if they"
                + " are the same",
            "Lane, Lane's Stochastics, 1984",
            IGNORE,
            (a, bar) -> new Channel.StochasticK(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "stochastic_d",
            BARS,
            "0 to 100",
            "mean of the last m values of stochastic_k(n)",
            "Lane, Lane's Stochastics, 1984",
            IGNORE,
            (a, bar) -> new Channel.StochasticD(a.count("n"), a.count("m")),
            bars("n", 1),
            bars("m", 1)),
        FeatureFunction.of(
            "donchian_position",
            BARS,
            "-1 lower border, 1 upper border, beyond: a breakout",
            "2 x (C - lowest low) / (highest high - lowest low) - 1 of the n bars before this"
                + " one; 0 if they are the same",
            "Donchian",
            ALERT,
            (a, bar) -> new Channel.DonchianPosition(a.count("n")),
            bars("n", 1)),
        directional("plus_di", Line.PLUS_DI, "100 x +DM / TR, Wilder's averages of n; 0 if TR is"),
        directional(
            "minus_di", Line.MINUS_DI, "100 x -DM / TR, Wilder's averages of n; 0 if TR is"),
        directional(
            "adx",
            Line.ADX,
            "Wilder's average of n values of 100 x |+DI - -DI| / (+DI + -DI); 0 where nothing moves"),
        FeatureFunction.of(
            "cci",
            BARS,
            "none",
            "(TP - mean) / (0.015 x mean absolute distance from it) of the last n typical prices,"
                + " TP = (H + L + C) / 3; 0 if they are all alike",
            "Lambert, Commodity Channel Index, 1980",
            IGNORE,
            (a, bar) -> new CommodityChannel(a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "linreg_slope",
            BARS,
            "fraction of the price per bar",
            "slope of the least squares line through the last n closes / C",
            "",
            IGNORE,
            (a, bar) -> new LinearRegression(a.count("n"), true),
            bars("n", 2)),
        FeatureFunction.of(
            "linreg_r2",
            BARS,
            "0 to 1",
            "share of the variance of the last n closes that their least squares line explains;"
                + " 0 if they are all alike",
            "",
            IGNORE,
            (a, bar) -> new LinearRegression(a.count("n"), false),
            bars("n", 3)));
  }

  private static FeatureFunction directional(String name, Line line, String formula) {
    return FeatureFunction.of(
        name,
        BARS,
        "0 to 100",
        formula,
        WILDER,
        IGNORE,
        (a, bar) -> new DirectionalMovement(a.count("n"), line),
        bars("n", 1));
  }
}
