package io.tidemark.core.decision;

import java.util.List;

/**
 * Follows one part where a condition holds, and the other where it does not: {@code route} by a
 * feature, such as {@code trend_regime(48,20,35)}, whose hysteresis is its own.
 *
 * @param condition what is looked at; while its feature is not known this abstains
 * @param holds whom to follow where it holds
 * @param otherwise whom to follow where it does not
 */
public record ConditionRoute(FeatureCondition condition, Decider holds, Decider otherwise)
    implements Decider {

  @Override
  public List<Decider> parts() {
    return List.of(holds, otherwise);
  }

  @Override
  public List<String> features() {
    return List.of(condition.feature());
  }

  @Override
  public String title() {
    return "route by " + condition + ": where it holds to the first, else to the second";
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    List<Stance> stances = AskedParts.step(parts(), state, at, panel);
    if (!condition.known(panel)) {
      return Stance.abstain(
          Abstention.FEATURE_MISSING, () -> "the regime is not known: " + condition.feature());
    }
    boolean first = condition.holds(panel);
    Stance chosen = stances.get(first ? 0 : 1);
    return chosen.because(
        () -> condition + (first ? " holds: " : " does not hold: ") + chosen.reason());
  }
}
