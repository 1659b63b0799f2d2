package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import java.util.List;

/**
 * Lets one side through only where enough conditions hold: {@code confirm}. A condition whose
 * feature is not known does not hold. Where some hold, but too few, the size is smaller; where none
 * does, it is blocked.
 *
 * @param part whose action is to be confirmed
 * @param side which action needs it, BUY or SELL; the other passes
 * @param conditions what is looked at
 * @param need how many must hold, 1 to their number
 * @param weak what is left of the size where some hold, but too few, 0 to 1
 */
public record FeatureConfirmation(
    Decider part, Action side, List<FeatureCondition> conditions, int need, double weak)
    implements Decider {

  public FeatureConfirmation {
    conditions = List.copyOf(conditions);
  }

  @Override
  public List<Decider> parts() {
    return List.of(part);
  }

  @Override
  public List<String> features() {
    return FeatureCondition.features(conditions);
  }

  @Override
  public String title() {
    return "confirm: %s needs %d of %s, weak size %s".formatted(side, need, conditions, weak);
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    Stance asked = part.step(state, at, panel);
    if (asked.action() != side) {
      return asked;
    }
    int hold = FeatureCondition.holding(conditions, panel);
    double left = hold >= need ? 1 : hold == 0 ? 0 : weak;
    return asked.resized(
        asked.size() * left, () -> "; " + hold + " of " + conditions.size() + " conditions hold");
  }
}
