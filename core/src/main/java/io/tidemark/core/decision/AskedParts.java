package io.tidemark.core.decision;

import java.util.ArrayList;
import java.util.List;

/** Asks the parts of a decision, each with its own cells. */
final class AskedParts {

  private AskedParts() {}

  /**
   * What each part says, in their order.
   *
   * @param at first cell of the first part
   */
  static List<Stance> step(List<Decider> parts, DecisionState state, int at, Panel panel) {
    List<Stance> stances = new ArrayList<>(parts.size());
    int next = at;
    for (Decider part : parts) {
      stances.add(part.step(state, next, panel));
      next += part.cells();
    }
    return stances;
  }

  static int speaking(List<Stance> stances) {
    int count = 0;
    for (Stance stance : stances) {
      count += stance.speaks() ? 1 : 0;
    }
    return count;
  }
}
