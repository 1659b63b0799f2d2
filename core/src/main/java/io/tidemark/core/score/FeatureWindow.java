package io.tidemark.core.score;

/**
 * What a model that looks at several bars is given: the vectors of the closed bars before the one
 * in question, oldest first, and then its own. A bar without a vector, or a hole, begins it anew. A
 * model of one bar keeps nothing.
 *
 * <p>The closed bars lie in {@link InstrumentState#past}; here is only room for the next input.
 */
final class FeatureWindow {

  private final int bars;
  private final int size;
  private final int layout;
  private final float[] input;

  /**
   * @param bars of a window, the one in question included
   * @param size of a bar's vector
   * @param layout another one than any other window's has
   */
  FeatureWindow(int bars, int size, int layout) {
    if (bars < 1) {
      throw new IllegalArgumentException("windowBars must be at least 1, was " + bars);
    }
    this.bars = bars;
    this.size = size;
    this.layout = bars == 1 ? 0 : layout;
    this.input = new float[bars == 1 ? 0 : bars * size];
  }

  /** Begins anew if the state holds another model's window. */
  void layOut(InstrumentState state) {
    if (state.pastLayout != layout) {
      state.pastLayout = layout;
      state.past = new float[(bars - 1) * size];
      state.pastBars = 0;
    }
  }

  /** How many numbers the input has. */
  int inputSize() {
    return bars * size;
  }

  /** How many closed bars a bar still lacks before it. */
  int missing(InstrumentState state) {
    return bars - 1 - state.pastBars;
  }

  /** Makes the input of a bar that closes, and keeps its vector for the bars that follow. */
  void close(InstrumentState state, double[] values) {
    if (bars == 1) {
      return;
    }
    int last = (bars - 1) * size;
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(values[i])) {
        state.pastBars = 0;
        return;
      }
      input[last + i] = (float) values[i];
    }
    System.arraycopy(state.past, 0, input, 0, last);
    if (missing(state) == 0) {
      System.arraycopy(state.past, size, state.past, 0, last - size);
      state.pastBars--;
    }
    System.arraycopy(input, last, state.past, state.pastBars * size, size);
    state.pastBars++;
  }

  /** The input of a forming bar, or of one that {@link #close} has just made it of. */
  float[] input(InstrumentState state, float[] vector, boolean closed) {
    if (bars == 1) {
      return vector;
    }
    if (!closed) {
      System.arraycopy(state.past, 0, input, 0, state.past.length);
      System.arraycopy(vector, 0, input, state.past.length, size);
    }
    return input;
  }

  /** Forgets the bars before a hole. */
  void reset(InstrumentState state) {
    state.pastBars = 0;
  }
}
