package io.tidemark.core.outcome;

import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of {@link OutcomeState}; rows are written from the oldest. */
public final class OutcomeStateCodec implements Codec<OutcomeState> {

  private static final int NEWEST = 1;

  @Override
  public int version() {
    return NEWEST;
  }

  @Override
  public void write(OutcomeState state, DataOutput out) throws IOException {
    DueRows due = state.due;
    out.writeLong(due.clock);
    out.writeDouble(due.price);
    out.writeLong(due.pricedAt);
    out.writeInt(due.count);
    for (int i = 0; i < due.count; i++) {
      int at = due.place(i);
      out.writeLong(due.clocks[at]);
      out.writeDouble(due.prices[at]);
      out.writeDouble(due.sampled[at]);
      out.writeDouble(due.squares[at]);
      out.writeFloat(due.answers[at]);
    }
    out.writeLong(state.known);
    out.writeInt(state.sums.length);
    for (int i = 0; i < state.sums.length; i++) {
      out.writeDouble(state.sums[i]);
      out.writeLong(state.risingSince[i]);
    }
  }

  @Override
  public OutcomeState read(int version, DataInput in) throws IOException {
    if (version != NEWEST) {
      throw new IOException(
          "outcome state of version " + version + ", this code knows 1 to " + NEWEST);
    }
    OutcomeState state = new OutcomeState();
    DueRows due = state.due;
    due.clock = in.readLong();
    due.price = in.readDouble();
    due.pricedAt = in.readLong();
    due.room(in.readInt());
    for (int at = 0; at < due.count; at++) {
      due.clocks[at] = in.readLong();
      due.prices[at] = in.readDouble();
      due.sampled[at] = in.readDouble();
      due.squares[at] = in.readDouble();
      due.answers[at] = in.readFloat();
    }
    state.known = in.readLong();
    int tests = in.readInt();
    state.sums = new double[tests];
    state.risingSince = new long[tests];
    for (int i = 0; i < tests; i++) {
      state.sums[i] = in.readDouble();
      state.risingSince[i] = in.readLong();
    }
    return state;
  }
}
