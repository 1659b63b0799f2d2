package io.tidemark.core.feature.context;

import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.FUNDING;
import static io.tidemark.core.feature.FeatureFunction.Needs.METRIC;
import static io.tidemark.core.feature.FeatureFunction.Needs.SENTIMENT;
import static io.tidemark.core.feature.FeatureParameter.count;
import static io.tidemark.core.feature.FeatureParameter.span;

import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import java.util.List;

/** What surrounds the market. It lives in regimes: its drift is ignored. */
public final class ContextFunctions {

  /** Most values of a series that a feature may look back. */
  private static final int MOST_VALUES = 1_000;

  private ContextFunctions() {}

  private static FeatureFunction settlements(FundingClock.Kind kind, String unit, String formula) {
    FundingClock feature = new FundingClock(kind);
    return FeatureFunction.of(
        feature.name(), FUNDING, unit, formula, "", IGNORE, (a, bar) -> feature);
  }

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "funding",
            FUNDING,
            "fraction per interval; positive: longs pay",
            "the last settled rate",
            "",
            IGNORE,
            (a, bar) -> new Context.FundingRate(false)),
        FeatureFunction.of(
            "funding_change",
            FUNDING,
            "fraction per interval",
            "the last settled rate - the one before",
            "",
            IGNORE,
            (a, bar) -> new Context.FundingRate(true)),
        FeatureFunction.of(
            "sentiment",
            SENTIMENT,
            "-1 to 1",
            "sum of weight x score / (1 + sum of weights); each weight halves every n hours",
            "",
            IGNORE,
            (a, bar) -> new Context.DecayedSentiment(a.count("hours")),
            count("hours", 1, FeatureParameter.MOST_BARS)),
        FeatureFunction.of(
            "fear_greed",
            METRIC,
            "0 to 100",
            "the index, used from one day after the day it describes began",
            "",
            IGNORE,
            (a, bar) -> new Context.FearGreed()),
        FeatureFunction.of(
            "funding_mean",
            FUNDING,
            "fraction per interval",
            "mean of the last n settled rates",
            "",
            IGNORE,
            (a, bar) -> FundingHistory.mean(a.count("n")),
            count("n", 2, MOST_VALUES)),
        FeatureFunction.of(
            "funding_zscore",
            FUNDING,
            "standard deviations",
            "(last settled rate - mean) / deviation of the n before; 0 if they are all alike",
            "",
            IGNORE,
            (a, bar) -> FundingHistory.zScore(a.count("n")),
            count("n", 2, MOST_VALUES)),
        FeatureFunction.of(
            "funding_age",
            FUNDING,
            "hours",
            "time since the last settlement",
            "",
            IGNORE,
            (a, bar) -> FundingHistory.age()),
        settlements(FundingClock.Kind.INTERVAL, "hours", "time between the last two settlements"),
        settlements(
            FundingClock.Kind.TO_NEXT,
            "minutes, 0 once it is due",
            "last settlement + time between the last two - now"),
        settlements(
            FundingClock.Kind.ANNUALISED,
            "fraction a year; positive: longs pay",
            "the last settled rate x 8,760 hours / time between the last two settlements"),
        FeatureFunction.of(
            "sentiment_rate",
            SENTIMENT,
            "scores per hour",
            "sum of 2^(-age / half-life) over all scores x ln 2 / half-life",
            "",
            IGNORE,
            (a, bar) -> new SentimentFlow.Rate(a.span("half_life")),
            span("half_life", "1m", "30d")),
        FeatureFunction.of(
            "sentiment_acceleration",
            SENTIMENT,
            "scores per hour",
            "sentiment_rate(half_life) - sentiment_rate(4 x half_life)",
            "",
            IGNORE,
            (a, bar) -> SentimentFlow.acceleration(a.span("half_life")),
            span("half_life", "1m", "30d")),
        FeatureFunction.of(
            "sentiment_change",
            SENTIMENT,
            "-2 to 2",
            "sentiment(hours) - sentiment(4 x hours)",
            "",
            IGNORE,
            (a, bar) -> SentimentFlow.change(a.count("hours")),
            count("hours", 1, FeatureParameter.MOST_BARS)));
  }
}
