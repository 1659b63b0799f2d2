package io.tidemark.core.risk;

import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.List;

/**
 * The model was made for other instruments than this one. Its numbers would be as many and as
 * plausible as for its own, and mean nothing.
 *
 * <p>See RATIONALE.md, "Why is a model refused on an instrument that it does not name?"
 *
 * @param instruments what the model's manifest says
 * @param others what becomes of those that it does not name
 */
record OtherInstrument(ModelInstruments instruments, OtherInstruments others) implements Rule {

  /** A sentence of a model of hundreds of instruments stays one. */
  private static final int MOST_NAMED = 3;

  @Override
  public RiskRule name() {
    return RiskRule.OTHER_INSTRUMENT;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    return others == OtherInstruments.MARK || context.isOf(instruments)
        ? Outcome.PASS
        : Outcome.BLOCK;
  }

  @Override
  public boolean marks(RiskContext context) {
    return others == OtherInstruments.MARK && !context.isOf(instruments);
  }

  @Override
  public double observed(RiskContext context) {
    return context.isOf(instruments) ? 0 : 1;
  }

  @Override
  public double limit(RiskContext context) {
    return others == OtherInstruments.MARK ? 1 : 0;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    return "the model was not made for " + context.now().instrument() + ", but for " + named();
  }

  private String named() {
    List<String> all = instruments.servedOn();
    String first = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())));
    return all.size() <= MOST_NAMED ? first : first + " and " + (all.size() - MOST_NAMED) + " more";
  }
}
