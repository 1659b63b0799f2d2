package io.tidemark.core.fact;

/** What a model update asks for; the order is part of the serialised form, so add at the end. */
public enum ModelAction {
  /** No action: a symbol of a later version. */
  NONE,
  /** The version may be asked for from now on: load it. */
  REGISTER,
  /** The version serves from the next event on; it must be newer than the one of its name. */
  ACTIVATE,
  /** The version scores a sample beside the one that serves. */
  SHADOW,
  /** Nothing scores beside the one that serves any more. */
  END_SHADOW,
  /** The version serves from the next event on, although it is older. */
  ROLL_BACK,
  /** The version will not be asked for any more: let go of it. */
  RETIRE
}
