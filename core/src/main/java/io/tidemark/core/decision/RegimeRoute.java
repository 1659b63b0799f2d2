package io.tidemark.core.decision;

import io.tidemark.core.score.ModelOutput;
import java.util.List;
import java.util.Objects;

/**
 * Follows the part that is made for the state of the market: {@code route}. It changes over only
 * when another state is more probable than the one that it follows by a margin, so that it does not
 * flutter between two.
 *
 * @param regime the member of task regime that says which state it is
 * @param states names of that model's outputs, one for each part
 * @param parts whom to follow in each state
 * @param margin by how much another state must be more probable, 0 to 1
 */
public record RegimeRoute(String regime, List<String> states, List<Decider> parts, double margin)
    implements Decider {

  public RegimeRoute {
    states = List.copyOf(states);
    parts = List.copyOf(parts);
  }

  /** The part that is followed, from 1; 0 while none is. */
  @Override
  public int ownCells() {
    return 1;
  }

  @Override
  public List<String> members() {
    return List.of(regime);
  }

  @Override
  public String title() {
    return "route by %s to %s, margin %s".formatted(regime, states, margin);
  }

  @Override
  public Stance step(DecisionState state, int at, Panel panel) {
    List<Stance> stances = AskedParts.step(parts, state, at + 1, panel);
    Voice voice = panel.voice(regime);
    if (!voice.speaks()) {
      Abstention why = Objects.requireNonNull(voice.abstention());
      return Stance.abstain(why, () -> "the regime is not known: " + regime + " " + why.words());
    }
    int followed = follow(voice, (int) state.cells[at] - 1);
    state.cells[at] = followed + 1;
    Stance chosen = stances.get(followed);
    return chosen.because(() -> "regime " + states.get(followed) + ": " + chosen.reason());
  }

  private int follow(Voice voice, int followed) {
    int best = 0;
    for (int i = 1; i < states.size(); i++) {
      best = probability(voice, i) > probability(voice, best) ? i : best;
    }
    boolean stays =
        followed >= 0 && probability(voice, best) - probability(voice, followed) < margin;
    return stays ? followed : best;
  }

  private float probability(Voice voice, int state) {
    List<ModelOutput> outputs = voice.prediction().form().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).name().equals(states.get(state))) {
        return voice.prediction().number(i);
      }
    }
    throw new IllegalStateException(regime + " has no output " + states.get(state));
  }
}
