package io.tidemark.core.decision;

import java.util.List;
import java.util.Objects;

/**
 * Makes a position smaller where a model predicts that the price moves more than is wanted: {@code
 * size: {by: volatility}}. Without that model's answer there is no size, so no position.
 *
 * @param part whose action it sizes
 * @param member of task volatility, annualised fraction
 * @param target what volatility is wanted, annualised fraction, above 0
 */
public record VolatilitySizing(Decider part, String member, double target) implements Decider {

  @Override
  public List<Decider> parts() {
    return List.of(part);
  }

  @Override
  public List<String> members() {
    return List.of(member);
  }

  @Override
  public String title() {
    return "size: %s wanted, %s says what is to be expected".formatted(target, member);
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    Stance asked = part.step(state, at, panel);
    if (asked.size() == 0) {
      return asked;
    }
    Voice voice = panel.voice(member);
    if (!voice.speaks()) {
      Abstention why = Objects.requireNonNull(voice.abstention());
      return Stance.abstain(why, () -> "no size: " + member + " " + why.words());
    }
    double scale = Math.min(1, target / voice.prediction().score());
    return asked.resized(
        asked.size() * scale, () -> "; sized by volatility x " + RoundedText.of(scale, 2));
  }
}
