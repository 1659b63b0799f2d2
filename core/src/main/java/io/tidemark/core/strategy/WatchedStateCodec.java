package io.tidemark.core.strategy;

import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.ScoringStateCodec;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a {@link WatchedState}. Version 1: version of {@link ScoringStateCodec} (byte), the
 * length of the bars (long), number of features (int) and each: its call (UTF), its value (double)
 * and its bars, as that codec writes them.
 */
public final class WatchedStateCodec implements Codec<WatchedState> {

  private static final int VERSION = 1;

  private final ScoringStateCodec scoring = new ScoringStateCodec();

  /** Without any state. */
  public WatchedStateCodec() {}

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public void write(WatchedState state, DataOutput out) throws IOException {
    out.writeByte(scoring.version());
    out.writeLong(state.barLength);
    out.writeInt(state.calls.size());
    for (int i = 0; i < state.calls.size(); i++) {
      out.writeUTF(state.calls.get(i));
      out.writeDouble(state.values[i]);
      scoring.write(state.scoring[i], out);
    }
  }

  @Override
  public WatchedState read(int version, DataInput in) throws IOException {
    if (version != VERSION) {
      throw new IOException("watched features have version " + version + ", known is " + VERSION);
    }
    int ofScoring = in.readUnsignedByte();
    WatchedState state = new WatchedState();
    state.barLength = in.readLong();
    int count = in.readInt();
    List<String> calls = new ArrayList<>();
    state.scoring = new ScoringState[count];
    state.values = new double[count];
    for (int i = 0; i < count; i++) {
      calls.add(in.readUTF());
      state.values[i] = in.readDouble();
      state.scoring[i] = scoring.read(ofScoring, in);
    }
    state.calls = List.copyOf(calls);
    return state;
  }
}
