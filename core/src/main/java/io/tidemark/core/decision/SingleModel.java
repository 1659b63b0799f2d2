package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.SignalPolicy;
import java.util.List;
import java.util.Objects;

/**
 * Follows one model: {@code single}.
 *
 * @param member whom
 * @param policy when its answer is an action
 */
public record SingleModel(String member, SignalPolicy policy) implements Decider {

  @Override
  public List<Decider> parts() {
    return List.of();
  }

  @Override
  public List<String> members() {
    return List.of(member);
  }

  @Override
  public String title() {
    return "single " + member + ", from strength " + policy.minStrength() + " on";
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    Voice voice = panel.voice(member);
    if (!voice.speaks()) {
      Abstention why = Objects.requireNonNull(voice.abstention());
      return Stance.abstain(why, () -> member + " " + why.words());
    }
    Action action = policy.proposal(voice.prediction(), voice.strength());
    return Stance.of(action, 1, () -> words(action, voice));
  }

  private String words(Action action, Voice voice) {
    String does = action == Action.HOLD ? " leans to no side strongly enough" : " says " + action;
    return member + does + " (strength " + RoundedText.of(voice.strength(), 0) + ")";
  }
}
