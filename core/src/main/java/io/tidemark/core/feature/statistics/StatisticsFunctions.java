package io.tidemark.core.feature.statistics;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.BARS;
import static io.tidemark.core.feature.FeatureParameter.bars;
import static io.tidemark.core.feature.FeatureParameter.oneOf;

import io.tidemark.core.feature.Column;
import io.tidemark.core.feature.FeatureArguments;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import java.util.List;

/**
 * Statistics of any column of the bars. Moments of overlapping windows change slowly: their drift
 * is ignored.
 */
public final class StatisticsFunctions {

  private static final FeatureParameter COLUMN = oneOf("column", Column.words());
  private static final String OWN = "the column's; prices: fraction of the close";

  private StatisticsFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        moment(
            "mean", Statistics.Kind.MEAN, OWN, "mean of the last n numbers; of prices: / C - 1", 1),
        moment(
            "variance",
            Statistics.Kind.VARIANCE,
            "the column's, squared; prices: fraction of the close, squared",
            "population variance of the last n numbers; of prices: / C^2",
            2),
        moment(
            "stdev",
            Statistics.Kind.STDEV,
            OWN,
            "population deviation of the last n numbers; of prices: / C",
            2),
        moment(
            "skew",
            Statistics.Kind.SKEW,
            "none",
            "third central moment / deviation^3 of the last n numbers; 0 if they are all alike",
            3),
        moment(
            "kurt",
            Statistics.Kind.KURT,
            "none; 0 for a normal distribution",
            "fourth central moment / variance^2 - 3 of the last n numbers; 0 if they are all alike",
            4),
        FeatureFunction.of(
            "zscore",
            BARS,
            "standard deviations",
            "(x - mean) / deviation of the n bars before this one; 0 if they are all alike",
            "",
            ALERT,
            (a, bar) -> new Statistics.ZScore(column(a), a.count("n")),
            COLUMN,
            bars("n", 2)),
        FeatureFunction.of(
            "percent_rank",
            BARS,
            "0 to 1",
            "share of the n bars before this one that are below it, of those equal to it half",
            "",
            ALERT,
            (a, bar) -> new Statistics.PercentRank(column(a), a.count("n")),
            COLUMN,
            bars("n", 1)),
        FeatureFunction.of(
            "minmax",
            BARS,
            "-1 least, 1 largest",
            "2 x (x - least) / (largest - least) - 1 of the last n numbers; 0 if they are all alike",
            "",
            ALERT,
            (a, bar) -> new Statistics.MinMax(column(a), a.count("n")),
            COLUMN,
            bars("n", 2)),
        FeatureFunction.of(
            "window_change",
            BARS,
            "fraction",
            "x / the first of the last n numbers - 1; 0 if that is 0",
            "",
            ALERT,
            (a, bar) -> new Statistics.WindowChange(column(a), a.count("n")),
            oneOf("column", Column.levels()),
            bars("n", 2)),
        FeatureFunction.of(
            "log_scale",
            BARS,
            "none",
            "ln(1 + x)",
            "",
            IGNORE,
            (a, bar) -> new Statistics.LogScale(column(a)),
            oneOf("column", Column.amounts())));
  }

  private static FeatureFunction moment(
      String name, Statistics.Kind kind, String unit, String formula, int least) {
    return FeatureFunction.of(
        name,
        BARS,
        unit,
        formula,
        "",
        IGNORE,
        (a, bar) -> new Statistics.Moment(kind, column(a), a.count("n")),
        COLUMN,
        bars("n", least));
  }

  private static Column column(FeatureArguments arguments) {
    return Column.of(arguments.word("column"));
  }
}
