package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;

/**
 * All that FEATURES + SCORE keeps of one instrument: bounded, a few hundred numbers, and a window
 * of bars where the model looks at one.
 */
public final class InstrumentState {

  /** What repetitions are known by. */
  public final OriginTable origins = new OriginTable();

  /** Largest {@code availableAt} seen, µs; never runs back. */
  public long clock = Long.MIN_VALUE;

  /** Bar building. */
  public final BarState bars = new BarState();

  /** Closed bars taken in since the last reset; counts no further than the warm-up. */
  public int closedBars;

  /** Whether a warm feature set could not be computed because an input was never there. */
  public boolean inputMissing;

  /** Last price, quote per base; NaN before the first. */
  public double price = Double.NaN;

  /** Exchange time of the last price, µs; 0 before the first. */
  public long priceEventTime;

  /** When the last price could be known, µs; 0 before the first. */
  public long priceAvailableAt;

  /** When the last book could be known, µs; 0 before the first. */
  public long bookAt;

  /** When the last funding rate could be known, µs; 0 before the first. */
  public long fundingAt;

  /** When the last Fear and Greed value could be known, µs; 0 before the first. */
  public long fearGreedAt;

  /** ATR of the last closed bar, fraction of the price. */
  public double atr = Double.NaN;

  /** Realised volatility at the last closed bar, annualised. */
  public double volatility = Double.NaN;

  /** Which feature set the cells are laid out for; with another one they start anew. */
  public int layout;

  /** The features' cells, laid out by the feature set. */
  public double[] cells;

  /** Which model's window {@code past} holds; 0 for none. */
  public int pastLayout;

  /** How many bars {@code past} holds. */
  public int pastBars;

  /** The model's vectors of the last closed bars, oldest first, one after the other. */
  public float[] past;

  /** A state that has seen nothing. */
  public InstrumentState() {
    this.cells = new double[0];
    this.past = new float[0];
  }

  /** Starts all features anew, laid out for a feature set. */
  void layOut(int newLayout, int size) {
    layout = newLayout;
    cells = new double[size];
    closedBars = 0;
    pastBars = 0;
    atr = Double.NaN;
    volatility = Double.NaN;
  }
}
