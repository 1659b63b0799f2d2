package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Weighs what members say: {@code average}. A member's opinion is its strength, 0 to 1, with the
 * sign of its side; the decision is the side of their mean, and its size is how far that is from 0.
 * Less than half of the weight in answers is too few.
 */
public final class WeightedAverage implements Decider {

  /** The least share of the weight that must have answered. */
  private static final double QUORUM = 0.5;

  /** A strength is a percentile. */
  private static final double WHOLE_STRENGTH = 100;

  private final List<String> members;
  private final double[] weights;
  private final double threshold;
  private final List<RecentLogLoss> losses;

  private WeightedAverage(
      List<String> members, double[] weights, double threshold, List<RecentLogLoss> losses) {
    this.members = List.copyOf(members);
    this.weights = weights.clone();
    this.threshold = threshold;
    this.losses = List.copyOf(losses);
  }

  /**
   * By fixed weights.
   *
   * @param weights one for each member, above 0
   * @param threshold the least distance of the mean from 0 that is acted upon, 0 to 1
   */
  public static WeightedAverage fixed(List<String> members, double[] weights, double threshold) {
    return new WeightedAverage(members, weights, threshold, List.of());
  }

  /**
   * By how well members of task direction did of late, as it was known then: the weight is how much
   * smaller the log loss is than that of a coin, so one that does no better has none. Before the
   * first outcomes are known all abstain.
   *
   * @param losses one for each member
   * @param threshold the least distance of the mean from 0 that is acted upon, 0 to 1
   */
  public static WeightedAverage byLogLoss(
      List<String> members, List<RecentLogLoss> losses, double threshold) {
    double[] weights = new double[members.size()];
    return new WeightedAverage(members, weights, threshold, losses);
  }

  @Override
  public List<Decider> parts() {
    return List.of();
  }

  @Override
  public int ownCells() {
    return losses.size() * RecentLogLoss.CELLS;
  }

  @Override
  public List<String> members() {
    return members;
  }

  @Override
  public String title() {
    return losses.isEmpty()
        ? "average of %s, weights %s, threshold %s"
            .formatted(members, Arrays.toString(weights), threshold)
        : "average of %s by recent log loss, threshold %s".formatted(members, threshold);
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    double whole = 0;
    double answered = 0;
    double sum = 0;
    for (int i = 0; i < members.size(); i++) {
      Voice voice = panel.voice(members.get(i));
      double weight = weight(i, voice, state, at, panel);
      whole += weight;
      if (voice.speaks()) {
        answered += weight;
        sum += weight * opinion(voice);
      }
    }
    if (!(whole > 0)) {
      return losses.isEmpty() || known(state, at) == members.size()
          ? Stance.hold(() -> "no member did better than a coin of late")
          : Stance.abstain(Abstention.TOO_FEW_ANSWERS, () -> "no outcomes are known yet");
    }
    if (answered < QUORUM * whole) {
      return Stance.abstain(
          Abstention.TOO_FEW_ANSWERS, () -> "members with less than half of the weight answered");
    }
    double mean = sum / answered;
    Supplier<String> words =
        () -> "the weighted mean of opinions is " + RoundedText.signed(mean, 3);
    return Math.abs(mean) < threshold
        ? Stance.hold(words)
        : Stance.of(mean > 0 ? Action.BUY : Action.SELL, Math.min(1, Math.abs(mean)), words);
  }

  private double weight(int member, Voice voice, DecisionState state, int at, Panel panel) {
    if (losses.isEmpty()) {
      return weights[member];
    }
    RecentLogLoss loss = losses.get(member);
    int cell = at + member * RecentLogLoss.CELLS;
    loss.step(state.cells, cell, voice, panel);
    return loss.gain(state.cells, cell);
  }

  private int known(DecisionState state, int at) {
    int known = 0;
    for (int i = 0; i < losses.size(); i++) {
      known += losses.get(i).isKnown(state.cells, at + i * RecentLogLoss.CELLS) ? 1 : 0;
    }
    return known;
  }

  private static double opinion(Voice voice) {
    double strength = voice.strength() / WHOLE_STRENGTH;
    return Double.isNaN(strength) ? 0 : voice.prediction().lean() * strength;
  }
}
