package io.tidemark.core.signal;

/**
 * What one rule says of one proposal.
 *
 * @param rule which rule
 * @param outcome what it decides
 * @param observed the value that was held against the limit; NaN where there was none
 * @param limit the limit; NaN where the rule has none
 */
public record RiskVerdict(RiskRule rule, Outcome outcome, double observed, double limit) {

  /** What a rule can decide. */
  public enum Outcome {
    /** Nothing to say. */
    PASS,
    /** The proposal is withheld. */
    BLOCK,
    /** The recommended size was made smaller. */
    REDUCE,
    /** A required input is missing: fails closed, the proposal is withheld. */
    MISSING,
    /** The instrument does not have this input (spot has no funding). */
    NOT_APPLICABLE;

    /** Whether the proposal may not go on. */
    public boolean blocks() {
      return this == BLOCK || this == MISSING;
    }
  }

  /** Whether the proposal may not go on. */
  public boolean blocks() {
    return outcome.blocks();
  }

  /** How far the observed value is from the limit; negative: beyond it. */
  public double distance() {
    return limit - observed;
  }
}
