package io.tidemark.core.drift;

/**
 * One of several models that are watched together, as its gate knows it. They share the budget of
 * false pauses in equal parts, and two of one artefact are told apart by their names.
 *
 * <p>See RATIONALE.md, "Why do the models of a strategy share one drift budget?"
 *
 * @param name of the model in its strategy; stands in its alerts
 * @param models how many share the budget, this one included
 */
public record DriftMember(String name, int models) {

  /**
   * Refuses what is no member.
   *
   * @throws IllegalArgumentException if there is no name, or no model to share with
   */
  public DriftMember {
    if (name.isEmpty() || models < 2) {
      throw new IllegalArgumentException(
          "a member has a name and shares with others, was '" + name + "' of " + models);
    }
  }
}
