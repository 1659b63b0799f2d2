package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Buys volatility that is cheaper than a model predicts, and sells what is dearer: {@code
 * volatility-edge}. Its exposure is volatility, never the price.
 *
 * @param member of task volatility, annualised fraction
 * @param implied feature that says what the market pays for
 * @param scale what makes the feature an annualised fraction: 0.01 for one in percent
 * @param edge the least (predicted / implied - 1), either way; above 0
 */
public record VolatilityEdge(String member, String implied, double scale, double edge)
    implements Decider {

  @Override
  public List<Decider> parts() {
    return List.of();
  }

  @Override
  public Exposure exposure() {
    return Exposure.VOLATILITY;
  }

  @Override
  public List<String> members() {
    return List.of(member);
  }

  @Override
  public List<String> features() {
    return List.of(implied);
  }

  @Override
  public String title() {
    return "volatility-edge: %s against %s x %s, edge %s".formatted(member, implied, scale, edge);
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    Voice voice = panel.voice(member);
    if (!voice.speaks()) {
      Abstention why = Objects.requireNonNull(voice.abstention());
      return Stance.abstain(why, () -> member + " " + why.words());
    }
    double paid = panel.feature(implied) * scale;
    if (!(paid > 0)) {
      return Stance.abstain(Abstention.FEATURE_MISSING, () -> implied + " is not known");
    }
    double beyond = voice.prediction().score() / paid - 1;
    Supplier<String> words = () -> "predicted / implied - 1 is " + RoundedText.signed(beyond, 3);
    if (Math.abs(beyond) < edge) {
      return Stance.hold(words);
    }
    return Stance.of(beyond > 0 ? Action.BUY : Action.SELL, 1, words);
  }
}
