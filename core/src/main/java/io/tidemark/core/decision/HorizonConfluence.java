package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import java.util.List;

/**
 * Acts only where all parts, which look ahead differently far, are on one side: {@code confluence}.
 * One that abstains is one too few. The size is the smallest.
 *
 * @param parts of different horizons
 */
public record HorizonConfluence(List<Decider> parts) implements Decider {

  public HorizonConfluence {
    parts = List.copyOf(parts);
  }

  @Override
  public String title() {
    return "confluence: all " + parts.size() + " must agree";
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    List<Stance> stances = AskedParts.step(parts, state, at, panel);
    int speaking = AskedParts.speaking(stances);
    if (speaking < parts.size()) {
      return Stance.abstain(
          Abstention.TOO_FEW_ANSWERS,
          () -> speaking + " of " + parts.size() + " horizons answered, all must");
    }
    Action side = stances.get(0).action();
    double size = 1;
    for (Stance stance : stances) {
      if (stance.action() != side) {
        return Stance.hold(() -> "the horizons do not agree");
      }
      size = Math.min(size, stance.size());
    }
    return side == Action.HOLD
        ? Stance.hold(() -> "no horizon leans to a side")
        : Stance.of(side, size, () -> "all " + parts.size() + " horizons say " + side);
  }
}
