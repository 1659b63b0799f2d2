package io.tidemark.core.risk;

/** What becomes of an instrument that a model was not made for. */
public enum OtherInstruments {
  /** Every proposal is withheld. */
  REFUSE,
  /** It is scored, and every signal says so. */
  MARK
}
