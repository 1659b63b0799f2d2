package io.tidemark.core.bar;

/** Is told of bars in time order, without holes between two resets. */
public interface BarListener {

  /** A bar has closed; the object is reused after the call. */
  void closed(Bar bar);

  /** There is a hole too long to bridge: what was learnt from bars must be learnt anew. */
  void reset();
}
