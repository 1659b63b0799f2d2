package io.tidemark.core.feature.metric;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.METRIC;
import static io.tidemark.core.feature.FeatureParameter.bars;
import static io.tidemark.core.feature.FeatureParameter.count;
import static io.tidemark.core.feature.FeatureParameter.oneOf;
import static io.tidemark.core.feature.FeatureParameter.span;
import static io.tidemark.core.feature.FeatureParameter.word;

import io.tidemark.core.feature.FeatureArguments;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import java.util.Arrays;
import java.util.List;

/** What metrics say, by their name: on-chain, macro, mark and index prices. */
public final class MetricFunctions {

  private static final FeatureParameter NAME = word("metric");
  private static final FeatureParameter MAX_AGE = span("max_age", "1s", "400d");
  private static final FeatureParameter VALUES = count("n", 1, 1_000).or("1");
  private static final FeatureParameter TRANSFORM =
      oneOf(
              "transform",
              Arrays.stream(AsOf.Transform.values())
                  .map(AsOf.Transform::word)
                  .toArray(String[]::new))
          .or(AsOf.Transform.VALUE.word());

  private MetricFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "asof",
            METRIC,
            "the metric's own; hours (age); log of a ratio; standard deviations",
            "the newest value as it was known, its change or log change against the one n before,"
                + " its z-score among the n before, or its age; missing beyond max_age",
            "",
            IGNORE,
            (a, bar) -> asOf(a, a.word("absent").equals("zero")),
            NAME,
            TRANSFORM,
            MAX_AGE,
            VALUES,
            oneOf("absent", "nan", "zero").or("nan")),
        FeatureFunction.of(
            "missing",
            METRIC,
            "0 or 1",
            "1 where asof of the same metric, transform and n is missing, else 0",
            "",
            IGNORE,
            (a, bar) -> new AsOf.Missing(asOf(a, false)),
            NAME,
            MAX_AGE,
            TRANSFORM,
            VALUES),
        FeatureFunction.of(
            "basis",
            METRIC,
            "fraction of the metric's price",
            "C / metric - 1; missing beyond max_age",
            "",
            ALERT,
            (a, bar) -> new AgainstMetric.Basis(a.word("metric"), a.span("max_age")),
            NAME,
            MAX_AGE),
        FeatureFunction.of(
            "asof_corr",
            METRIC,
            "-1 to 1",
            "correlation of ln(C / C[-1]) and the metric's change from close to close, n bars",
            "Pearson's",
            IGNORE,
            (a, bar) ->
                new AgainstMetric.Correlation(a.word("metric"), a.count("n"), a.span("max_age")),
            NAME,
            bars("n", 3),
            MAX_AGE));
  }

  private static AsOf asOf(FeatureArguments a, boolean zero) {
    return new AsOf(
        a.word("metric"),
        AsOf.Transform.of(a.word("transform")),
        a.count("n"),
        a.span("max_age"),
        zero);
  }
}
