package io.tidemark.core.decision;

import java.util.List;
import java.util.stream.Stream;

/**
 * A decision over what members say. Deciders nest: a part may be a model alone or a decision of its
 * own. They fail closed: who cannot tell abstains, and an abstention is a HOLD.
 *
 * <p>What it remembers are cells of a {@link DecisionState} that belongs to the instrument. A
 * decider asks all its parts at every event, so that what they remember does not depend on which of
 * them was followed.
 */
public interface Decider {

  /**
   * Takes in what the members say at an event. The result depends on the arguments alone.
   *
   * @param state the instrument's, whose cells from {@code at} on it may change
   * @param at its first cell, followed by those of its parts
   */
  Stance step(DecisionState state, int at, Panel panel);

  /** How many cells it has, those of its parts included. */
  default int cells() {
    return ownCells() + cellsOf(parts());
  }

  /** How many cells it has of its own. */
  default int ownCells() {
    return 0;
  }

  /** The decisions that it looks at, in the order of their cells. */
  List<Decider> parts();

  /** What it recommends to buy or to sell. */
  default Exposure exposure() {
    return parts().isEmpty() ? Exposure.PRICE : parts().get(0).exposure();
  }

  /** What it does, for people, without its parts. */
  String title();

  /** The members whose answers it looks at itself, not those of its parts. */
  default List<String> members() {
    return List.of();
  }

  /** The calls of the features that it looks at itself, not those of its parts. */
  default List<String> features() {
    return List.of();
  }

  /** It and all that is below it, each before its parts. */
  default Stream<Decider> all() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Decider::all));
  }

  /** How many cells deciders have together. */
  static int cellsOf(List<Decider> parts) {
    int cells = 0;
    for (Decider part : parts) {
      cells += part.cells();
    }
    return cells;
  }
}
