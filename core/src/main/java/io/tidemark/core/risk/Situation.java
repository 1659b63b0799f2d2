package io.tidemark.core.risk;

import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.score.Assessment;

/**
 * All that a rule may look at.
 *
 * @param now what FEATURES + SCORE says of the event
 * @param drift what the drift gate says
 * @param state what was before this event, its command included; rules only read it
 * @param needs which inputs the instrument has
 * @param strength of the score; NaN where there is no valid one
 */
record Situation(
    Assessment now, DriftVerdict drift, RiskState state, InputRequirements needs, double strength) {

  /** Whether a value that became known at {@code knownAt} (0: never) is too old to count. */
  boolean tooOld(long knownAt, long oldest) {
    return knownAt == 0 || now.clock() - knownAt > oldest;
  }

  /** Why a required value that became known at {@code knownAt} (0: never) counts as missing. */
  String whyMissing(String what, long knownAt, long oldest) {
    if (knownAt == 0) {
      return "no " + what + " is known, and this instrument requires one";
    }
    String age = Words.duration(now.clock() - knownAt);
    return "the " + what + " is " + age + " old (limit " + Words.duration(oldest) + ")";
  }
}
