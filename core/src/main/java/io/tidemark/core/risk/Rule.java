package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * One concern. Pure: what it says depends on the arguments alone. A comparison is written so that
 * NaN blocks.
 */
interface Rule {

  /** What a rule is about, hence when it is asked and what it can block. */
  enum Scope {
    /** The system or its feeds: asked at every event, blocks every proposal, also HOLD. */
    SYSTEM,
    /** The score: asked when there is one, blocks every proposal. */
    SCORE,
    /** The market as such: asked at every event, blocks BUY and SELL, whichever it is. */
    MARKET,
    /** One direction: asked where one is proposed or stands. */
    DIRECTION
  }

  RiskRule name();

  Scope scope();

  /** What it reads of the market; it may read nothing else. */
  default Set<MarketInput> needs() {
    return Set.of();
  }

  /**
   * Decides.
   *
   * @param direction the action in question; only rules of {@link Scope#DIRECTION} look at it
   */
  Outcome evaluate(RiskContext context, Action direction);

  /** The value that is held against the limit, in the unit that {@link RiskRule} names. */
  double observed(RiskContext context);

  /** The limit, in the same unit. */
  double limit(RiskContext context);

  /** Whether signals say what it observed, though it lets them pass. */
  default boolean marks(RiskContext context) {
    return false;
  }

  /** Why it does not pass, for people: half a sentence with numbers and units. */
  String why(RiskContext context, Action direction);

  /** The same, as it is written into a signal. */
  default RiskVerdict verdict(RiskContext context, Action direction) {
    Outcome outcome = evaluate(context, direction);
    boolean known = outcome != Outcome.MISSING && outcome != Outcome.NOT_APPLICABLE;
    return new RiskVerdict(name(), outcome, known ? observed(context) : Double.NaN, limit(context));
  }
}
