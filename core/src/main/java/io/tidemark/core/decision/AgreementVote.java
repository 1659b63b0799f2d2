package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Follows a side that enough parts are on: {@code vote}. Where both sides have enough, the larger
 * one counts, and neither if they are equal. The size is that of the count, times the smallest size
 * among those who agree; so the order of the parts does not matter.
 */
public final class AgreementVote implements Decider {

  private final List<Decider> parts;
  private final int agree;
  private final NavigableMap<Integer, Double> sizes;

  /**
   * @param parts who votes
   * @param agree how many must be on one side, 1 to the number of parts
   * @param sizes by how many agree, each 0 to 1; a count between two has the size of the lower; one
   *     below all of them has size 1
   */
  public AgreementVote(List<Decider> parts, int agree, NavigableMap<Integer, Double> sizes) {
    this.parts = List.copyOf(parts);
    this.agree = agree;
    this.sizes = new TreeMap<>(sizes);
  }

  @Override
  public List<Decider> parts() {
    return parts;
  }

  @Override
  public String title() {
    return "vote: %d of %d must agree, sizes %s".formatted(agree, parts.size(), sizes);
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    List<Stance> stances = AskedParts.step(parts, state, at, panel);
    int speaking = AskedParts.speaking(stances);
    int all = parts.size();
    if (speaking < agree) {
      return Stance.abstain(
          Abstention.TOO_FEW_ANSWERS,
          () -> speaking + " of " + all + " answered, " + agree + " must agree");
    }
    int buys = count(stances, Action.BUY);
    int sells = count(stances, Action.SELL);
    int most = Math.max(buys, sells);
    Supplier<String> counted =
        () -> buys + " buy, " + sells + " sell of " + all + ", " + (all - speaking) + " abstain";
    if (most < agree || buys == sells) {
      return Stance.hold(() -> counted.get() + ": " + agree + " must agree");
    }
    Action side = buys > sells ? Action.BUY : Action.SELL;
    return Stance.of(side, sizeOf(most) * smallest(stances, side), counted);
  }

  private double sizeOf(int count) {
    var size = sizes.floorEntry(count);
    return size == null ? 1 : size.getValue();
  }

  private static int count(List<Stance> stances, Action side) {
    int count = 0;
    for (Stance stance : stances) {
      count += stance.action() == side ? 1 : 0;
    }
    return count;
  }

  private static double smallest(List<Stance> stances, Action side) {
    double size = 1;
    for (Stance stance : stances) {
      size = stance.action() == side ? Math.min(size, stance.size()) : size;
    }
    return size;
  }
}
