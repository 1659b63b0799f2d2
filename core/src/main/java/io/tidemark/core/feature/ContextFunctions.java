package io.tidemark.core.feature;

import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.FUNDING;
import static io.tidemark.core.feature.FeatureFunction.Needs.METRIC;
import static io.tidemark.core.feature.FeatureFunction.Needs.SENTIMENT;
import static io.tidemark.core.feature.FeatureParameter.count;

import java.util.List;

/** What surrounds the market. It lives in regimes: its drift is ignored. */
final class ContextFunctions {

  private ContextFunctions() {}

  static List<FeatureFunction> all() {
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
            (a, bar) -> new Context.FearGreed()));
  }
}
