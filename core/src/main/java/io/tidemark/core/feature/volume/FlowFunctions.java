package io.tidemark.core.feature.volume;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureFunction.Needs.TRADES;
import static io.tidemark.core.feature.FeatureParameter.bars;

import io.tidemark.core.feature.FeatureFunction;
import java.util.List;

/** Who traded how much, and what it did to the price. Illiquidity lives in regimes. */
public final class FlowFunctions {

  private FlowFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "volume_delta",
            TRADES,
            "-1 to 1",
            "sum of (taker buys - taker sells) over n bars / sum of V; 0 without volume",
            "",
            ALERT,
            (a, bar) -> new FlowRatio(FlowRatio.Kind.VOLUME_DELTA, a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "trade_intensity",
            TRADES,
            "log of a ratio",
            "ln((1 + N) / (1 + mean N of the n bars before)), N the trades of a bar",
            "",
            ALERT,
            (a, bar) -> new Flows.TradeIntensity(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "trade_sign_imbalance",
            TRADES,
            "-1 to 1",
            "(taker buys - taker sells) / (taker buys + taker sells), counted over n bars; 0 if none",
            "",
            ALERT,
            (a, bar) -> new FlowRatio(FlowRatio.Kind.TRADE_SIGN_IMBALANCE, a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "average_trade_size",
            TRADES,
            "log of a ratio",
            "ln(V / N of this bar / (sum of V / sum of N of the n bars before)); 0 without trades",
            "",
            ALERT,
            (a, bar) -> new AverageTradeSize(a.count("n")),
            bars("n", 1)),
        FeatureFunction.of(
            "amihud",
            BARS,
            "log return per million quote",
            "mean of |ln(C / C[-1])| / notional over those of n bars with any; 0 if none has",
            "Amihud, Illiquidity and stock returns, 2002",
            IGNORE,
            (a, bar) -> new FlowRatio(FlowRatio.Kind.AMIHUD, a.count("n")),
            bars("n", 2)),
        FeatureFunction.of(
            "kyle_lambda",
            TRADES,
            "log return per million quote",
            "slope of ln(C / C[-1]) over (taker buys - taker sells) / V x notional, n bars",
            "Kyle, Continuous auctions and insider trading, 1985",
            IGNORE,
            (a, bar) -> new Flows.KyleLambda(a.count("n")),
            bars("n", 3)),
        FeatureFunction.of(
            "roll_spread",
            BARS,
            "fraction of the price",
            "2 sqrt(-covariance of a log return and the one before) over n pairs; 0 if positive",
            "Roll, A simple implicit measure of the effective bid-ask spread, 1984",
            IGNORE,
            (a, bar) -> new Flows.RollSpread(a.count("n")),
            bars("n", 3)));
  }
}
