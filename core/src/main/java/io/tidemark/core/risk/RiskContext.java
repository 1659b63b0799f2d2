package io.tidemark.core.risk;

import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.ModelInstruments;

/**
 * All that a rule may look at.
 *
 * @param now what FEATURES + SCORE says of the event
 * @param drift what the drift gate says
 * @param state what was before this event, its command included; rules only read it
 * @param needs which inputs the instrument has
 * @param strength of the prediction, or of what a strategy decided; NaN where there is no valid one
 * @param predicted volatility, annualised fraction; NaN where no model says
 * @param decided whether a strategy has decided, which took a silent model for an abstention
 */
record RiskContext(
    Assessment now,
    DriftVerdict drift,
    RiskState state,
    InputRequirements needs,
    double strength,
    double predicted,
    boolean decided) {

  /** Whether the instrument is one that a model was made for. */
  boolean isOf(ModelInstruments instruments) {
    return state.isOf(instruments, now.instrument());
  }

  /** An input's value; NaN where it has none. */
  double value(MarketInput input) {
    return now.market().value(input);
  }

  /** The volatility, annualised fraction; NaN where it is not known. */
  double volatility(VolatilityBasis by) {
    return by == VolatilityBasis.PREDICTED ? predicted : value(MarketInput.VOLATILITY);
  }

  /** When an input's value could be known, µs; 0 if it never was. */
  long knownAt(MarketInput input) {
    return now.market().knownAt(input);
  }

  /** How long ago an input's value could be known, µs. */
  long age(MarketInput input) {
    return now.clock() - knownAt(input);
  }

  /** Whether an input was never there, or is too old to count. */
  boolean tooOld(MarketInput input, long oldest) {
    return knownAt(input) == 0 || age(input) > oldest;
  }

  /** Why a required input counts as missing. */
  String whyMissing(String what, MarketInput input, long oldest) {
    if (knownAt(input) == 0) {
      return "no " + what + " is known, and this instrument requires one";
    }
    String age = ReasonFormat.durationBeside(age(input), oldest);
    String limit = ReasonFormat.durationBeside(oldest, age(input));
    return "the " + what + " is " + age + " old (limit " + limit + ")";
  }
}
