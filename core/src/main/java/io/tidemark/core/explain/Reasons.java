package io.tidemark.core.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strongest reasons behind an answer. Not for several threads at once. */
public final class Reasons implements AutoCloseable {

  /** Most reasons that anyone may ask for. */
  public static final int MOST = 32;

  /** Nobody asks for reasons. */
  public static final Reasons NONE = new Reasons(null, List.of(), 0);

  private static final Comparator<Reason> STRONGEST_FIRST =
      Comparator.comparingDouble((Reason reason) -> Math.abs(reason.contribution())).reversed();

  private final @Nullable Explainer explainer;
  private final List<String> features;
  private final int most;

  private Reasons(@Nullable Explainer explainer, List<String> features, int most) {
    this.explainer = explainer;
    this.features = List.copyOf(features);
    this.most = most;
  }

  /**
   * The reasons of a model.
   *
   * @param explainer of the model; closed with this
   * @param features names in the model's order
   * @param most how many, 1 to {@link #MOST}
   * @throws IllegalArgumentException if {@code most} is none of these
   */
  public static Reasons of(Explainer explainer, List<String> features, int most) {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("reasons must be 1 to " + MOST + ", was " + most);
    }
    return new Reasons(explainer, features, most);
  }

  /** Whether there is anyone to ask; if not, no window need be kept. */
  public boolean areWanted() {
    return explainer != null;
  }

  /**
   * The features that moved the answer most, the strongest first; of two equal ones the first in
   * the model's order. Fewer than asked for where fewer moved it; none where the model has no valid
   * score at every step of the way.
   *
   * @param window as {@link Explainer#explain} takes it
   */
  public List<Reason> of(float[] window) {
    if (explainer == null) {
      return List.of();
    }
    double[] contributions = explainer.explain(window).contributions();
    List<Reason> all = new ArrayList<>();
    int newest = window.length - features.size();
    for (int i = 0; i < contributions.length; i++) {
      if (!Double.isFinite(contributions[i])) {
        return List.of();
      }
      if (contributions[i] != 0) {
        all.add(new Reason(features.get(i), window[newest + i], contributions[i]));
      }
    }
    all.sort(STRONGEST_FIRST); // stable
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  @Override
  public void close() {
    if (explainer != null) {
      explainer.close();
    }
  }
}
