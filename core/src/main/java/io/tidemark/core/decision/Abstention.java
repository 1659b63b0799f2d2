package io.tidemark.core.decision;

import java.util.Locale;

/** Why a member, or a decision over members, says nothing. */
public enum Abstention {
  /** The member has not been asked yet: its bars or its input were not there. */
  NOT_WARM("has not answered yet: bars or inputs are missing"),
  /** The member answered what its task does not allow. */
  INVALID_ANSWER("answered what makes no sense"),
  /** The member is asked over the network, and was late or failed. */
  NO_ANSWER("gave no answer in time"),
  /** The member's last answer is older than its validity. */
  EXPIRED("answered too long ago"),
  /** The drift gate paused the member. */
  DRIFT_PAUSED("is paused by its drift gate"),
  /** A feature that is asked for has no value. */
  FEATURE_MISSING("needs a feature that has no value"),
  /** Fewer parts answered than the decision needs. */
  TOO_FEW_ANSWERS("has fewer answers than it needs");

  private final String words;

  Abstention(String words) {
    this.words = words;
  }

  /** What is to be said behind a name. */
  public String words() {
    return words;
  }

  /** As reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
