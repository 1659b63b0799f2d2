package io.tidemark.core.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a model that looks at several bars is given: the vectors of the closed bars before the one
 * in question, oldest first, and then its own. A bar without a vector, or a hole, begins it anew. A
 * model of one bar keeps nothing.
 *
 * <p>Where the model has a {@link PrefixEncoder}, its input is the encoded closed bars and the
 * vector. They are encoded when they are first asked for, and once for all events until a bar
 * closes; that bar itself is asked with the bars before it, too.
 *
 * <p>The closed bars lie in {@link ScoringState#past}; here is only room for the next input.
 */
final class FeatureWindow {

  private final int bars;
  private final int size;
  private final int layout;
  private final @Nullable PrefixEncoder encoder;
  private final float[] input;
  private final float[] step;
  private boolean closedEncoded;

  /**
   * @param bars of a window, the one in question included
   * @param size of a bar's vector
   * @param layout another one than any other window's has
   * @param encoder of the closed bars; null if the model is given them as they are
   */
  FeatureWindow(int bars, int size, int layout, @Nullable PrefixEncoder encoder) {
    if (bars < 1) {
      throw new IllegalArgumentException("windowBars must be at least 1, was " + bars);
    }
    if (bars == 1 && encoder != null) {
      throw new IllegalArgumentException("a model of one bar has no closed bars to encode");
    }
    this.bars = bars;
    this.size = size;
    this.layout = bars == 1 ? 0 : layout;
    this.encoder = encoder;
    this.input = new float[bars == 1 ? 0 : bars * size];
    this.step = new float[encoder == null ? 0 : encoder.size() + size];
  }

  /** Begins anew if the state holds another model's window. */
  void layOut(ScoringState state) {
    if (state.pastLayout != layout) {
      state.pastLayout = layout;
      state.past = new float[(bars - 1) * size];
      state.pastBars = 0;
      state.encodedBy = null;
    }
  }

  /** How many numbers the input has. */
  int inputSize() {
    return encoder == null ? bars * size : step.length;
  }

  /** How many closed bars a bar still lacks before it. */
  int missing(ScoringState state) {
    return bars - 1 - state.pastBars;
  }

  /** The same of the first bar after a reset. */
  int missingAtFirst() {
    return bars - 1;
  }

  /** Makes the input of a bar that closes, and keeps its vector for the bars that follow. */
  void close(ScoringState state, double[] values) {
    if (bars == 1) {
      return;
    }
    closedEncoded = encoder != null && state.encodedBy == encoder;
    state.encodedBy = null;
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
  float[] input(ScoringState state, float[] vector, boolean closed) {
    if (bars == 1) {
      return vector;
    }
    if (encoder != null) {
      return step(encoder, state, vector, closed);
    }
    if (!closed) {
      System.arraycopy(state.past, 0, input, 0, state.past.length);
      System.arraycopy(vector, 0, input, state.past.length, size);
    }
    return input;
  }

  /**
   * The vectors of the whole window, in an array of their own, whatever the model is given: of the
   * bar that {@link #input} was asked about.
   */
  float[] whole(ScoringState state, float[] vector, boolean closed) {
    float[] whole = closed ? input.clone() : Arrays.copyOf(state.past, bars * size);
    System.arraycopy(vector, 0, whole, (bars - 1) * size, size);
    return whole;
  }

  private float[] step(PrefixEncoder encoding, ScoringState state, float[] vector, boolean closed) {
    int encoded = encoding.size();
    if (closed) {
      if (closedEncoded) {
        System.arraycopy(state.prefix, 0, step, 0, encoded);
      } else {
        encoding.encode(input, step); // its last vector lies behind what is encoded
      }
    } else {
      if (state.encodedBy != encoding) {
        state.prefix = state.prefix.length == encoded ? state.prefix : new float[encoded];
        encoding.encode(state.past, state.prefix);
        state.encodedBy = encoding;
      }
      System.arraycopy(state.prefix, 0, step, 0, encoded);
    }
    System.arraycopy(vector, 0, step, encoded, size);
    return step;
  }

  /** Forgets the bars before a hole. */
  void reset(ScoringState state) {
    state.pastBars = 0;
    state.encodedBy = null;
  }
}
