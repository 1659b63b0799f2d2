package io.tidemark.core.feature.reference;

import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.DriftRole.PAUSE;
import static io.tidemark.core.feature.FeatureFunction.Needs.REFERENCE;
import static io.tidemark.core.feature.FeatureParameter.bars;
import static io.tidemark.core.feature.FeatureParameter.word;

import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import java.util.List;

/** What another instrument does, by its candles in this one's log. */
public final class ReferenceFunctions {

  private static final FeatureParameter OF = word("of");

  private ReferenceFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "ref_return",
            REFERENCE,
            "fraction",
            "the reference's close / its close n candles before - 1",
            "",
            PAUSE,
            (a, bar) -> new References.Return(a.word("of"), a.count("n"), bar.micros()),
            OF,
            bars("n", 1)),
        FeatureFunction.of(
            "ref_vol",
            REFERENCE,
            "annualised fraction, 1 is 100 %",
            "sqrt(mean of its last n squared log returns x bars in a year of 8,760 hours)",
            "",
            IGNORE,
            (a, bar) -> new References.Volatility(a.word("of"), a.count("n"), bar.micros()),
            OF,
            bars("n", 2)),
        FeatureFunction.of(
            "ref_corr",
            REFERENCE,
            "-1 to 1",
            "correlation of both log returns over the last n closed bars",
            "Pearson's",
            IGNORE,
            (a, bar) -> new References.Together(a.word("of"), a.count("n"), false, bar.micros()),
            OF,
            bars("n", 3)),
        FeatureFunction.of(
            "ref_beta",
            REFERENCE,
            "none",
            "slope of the log return over the reference's, the last n closed bars",
            "Sharpe, A simplified model for portfolio analysis, 1963",
            IGNORE,
            (a, bar) -> new References.Together(a.word("of"), a.count("n"), true, bar.micros()),
            OF,
            bars("n", 3)));
  }
}
