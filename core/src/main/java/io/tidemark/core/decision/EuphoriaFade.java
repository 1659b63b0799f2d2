package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import java.util.List;

/**
 * Goes against a crowd that is too sure: {@code fade-euphoria}. Where enough conditions hold it
 * sells, whatever its part says; else it follows its part. Where a condition's feature is not known
 * the part's BUY is withheld, for it might be one of a crowd.
 *
 * @param part whom to follow otherwise
 * @param conditions what euphoria looks like
 * @param need how many must hold, 1 to their number
 * @param size of the SELL, 0 to 1
 */
public record EuphoriaFade(Decider part, List<FeatureCondition> conditions, int need, double size)
    implements Decider {

  public EuphoriaFade {
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
    return "fade-euphoria: SELL of size %s at %d of %s".formatted(size, need, conditions);
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    Stance asked = part.step(state, at, panel);
    int hold = FeatureCondition.holding(conditions, panel);
    if (hold >= need) {
      return Stance.of(
          Action.SELL, size, () -> "euphoria: " + hold + " of " + conditions.size() + " signs");
    }
    if (asked.action() == Action.BUY && !FeatureCondition.allKnown(conditions, panel)) {
      return Stance.abstain(
          Abstention.FEATURE_MISSING, () -> "a sign of euphoria is not known; without it no BUY");
    }
    return asked;
  }
}
