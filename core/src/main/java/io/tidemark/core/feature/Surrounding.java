package io.tidemark.core.feature;

/** A feature of what surrounds the bars: a hole in them does not make it forget. */
public interface Surrounding extends Feature {
  @Override
  default boolean forgetsAtGap() {
    return false;
  }
}
