package io.tidemark.core.bar;

/** Is told of bars in time order, without holes between two resets. */
public interface BarListener {

  /** A bar has closed; the object is reused after the call. */
  void closed(Bar bar);

  /**
   * A trade or candle has gone into the bar that closes next. What goes into a bar that was not
   * seen whole is not told: the venue's candle will be. The object is reused after the call.
   */
  default void traded(Print print) {}

  /**
   * There is a hole too long to bridge, or prices are in another unit: what was learnt from bars
   * must be learnt anew.
   */
  void reset();
}
