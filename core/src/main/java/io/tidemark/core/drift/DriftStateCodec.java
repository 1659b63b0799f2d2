package io.tidemark.core.drift;

import io.tidemark.core.outcome.OutcomeStateCodec;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a {@link DriftState}. Rings are written from the oldest sample to the newest, four bytes
 * each; nothing here needs the baseline.
 *
 * <p>Version 1 had the samples' cells in place of their values, from which no value can be had, and
 * numbered fewer monitors. Of such a state the status and the open alert are kept, so that a pause
 * stays one, and all windows start anew. Version 2 had no outcomes: none waits, no sum has risen.
 */
public final class DriftStateCodec implements Codec<DriftState> {

  private static final int CELLS_ONLY = 1;
  private static final int WITHOUT_OUTCOMES = 2;
  private static final int NEWEST = 3;

  /** Its version is always the first: where its bytes change, the version of these rises. */
  private static final OutcomeStateCodec OUTCOMES = new OutcomeStateCodec();

  @Override
  public int version() {
    return NEWEST;
  }

  @Override
  public void write(DriftState state, DataOutput out) throws IOException {
    out.writeLong(state.fingerprint);
    out.writeUTF(state.status.name());
    out.writeInt(state.calm);
    out.writeInt(state.quietFor);
    out.writeInt(state.named);
    out.writeDouble(state.distance);
    writeOpen(state.open, out);
    out.writeInt(state.windows.length);
    for (int i = 0; i < state.windows.length; i++) {
      writeWindow(state.windows[i], out);
      out.writeInt(state.beyondWarn[i]);
      out.writeInt(state.beyondPause[i]);
    }
    writeTimes(state.times, out);
    OUTCOMES.write(state.outcomes, out);
  }

  @Override
  public DriftState read(int version, DataInput in) throws IOException {
    return switch (version) {
      case CELLS_ONLY -> readCellsOnly(in);
      case WITHOUT_OUTCOMES -> readWithoutOutcomes(in);
      case NEWEST -> {
        DriftState state = readWithoutOutcomes(in);
        state.outcomes = OUTCOMES.read(1, in);
        yield state;
      }
      default ->
          throw new IOException(
              "drift state of version " + version + ", this code knows 1 to " + NEWEST);
    };
  }

  private static DriftState readWithoutOutcomes(DataInput in) throws IOException {
    DriftState state = new DriftState();
    state.fingerprint = in.readLong();
    state.status = DriftStatus.valueOf(in.readUTF());
    state.calm = in.readInt();
    state.quietFor = in.readInt();
    state.named = in.readInt();
    state.distance = in.readDouble();
    state.open = readOpen(in);
    if (state.open != null) {
      state.open.acknowledged = in.readUTF();
    }
    int monitors = in.readInt();
    state.windows = new KsWindowState[monitors];
    state.beyondWarn = new int[monitors];
    state.beyondPause = new int[monitors];
    for (int i = 0; i < monitors; i++) {
      state.windows[i] = readWindow(in);
      state.beyondWarn[i] = in.readInt();
      state.beyondPause[i] = in.readInt();
    }
    state.times = readTimes(in);
    return state;
  }

  private static DriftState readCellsOnly(DataInput in) throws IOException {
    DriftState state = new DriftState();
    state.fingerprint = in.readLong();
    state.status =
        switch (in.readUTF()) {
          case "PAUSED" -> DriftStatus.PAUSED;
          case "WATCH" -> DriftStatus.WARN;
          case "STABLE" -> DriftStatus.WATCH;
          default -> DriftStatus.FILLING;
        };
    in.readInt(); // calm: counted of windows that are gone
    in.readInt(); // named: by a number that another monitor has now
    in.readDouble();
    state.open = readOpen(in);
    if (state.open != null) {
      state.open.monitor = -1;
    }
    int windows = in.readInt();
    for (int i = 0; i < windows; i++) {
      skipCells(in);
    }
    return state;
  }

  private static void writeOpen(@Nullable OpenAlertState open, DataOutput out) throws IOException {
    out.writeBoolean(open != null);
    if (open == null) {
      return;
    }
    out.writeUTF(open.id);
    out.writeUTF(open.feature);
    out.writeInt(open.monitor);
    out.writeDouble(open.distance);
    out.writeDouble(open.threshold);
    out.writeInt(open.window);
    out.writeInt(open.reference);
    out.writeLong(open.openedAt);
    out.writeLong(open.repeats);
    out.writeUTF(open.modelId);
    out.writeUTF(open.modelVersion);
    out.writeUTF(open.acknowledged);
  }

  private static @Nullable OpenAlertState readOpen(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    OpenAlertState open = new OpenAlertState();
    open.id = in.readUTF();
    open.feature = in.readUTF();
    open.monitor = in.readInt();
    open.distance = in.readDouble();
    open.threshold = in.readDouble();
    open.window = in.readInt();
    open.reference = in.readInt();
    open.openedAt = in.readLong();
    open.repeats = in.readLong();
    open.modelId = in.readUTF();
    open.modelVersion = in.readUTF();
    return open;
  }

  private static void writeWindow(KsWindowState window, DataOutput out) throws IOException {
    out.writeInt(window.ring.length);
    out.writeInt(window.count);
    for (float value : window.live()) {
      out.writeFloat(value);
    }
  }

  private static KsWindowState readWindow(DataInput in) throws IOException {
    KsWindowState window = new KsWindowState(in.readInt());
    window.count = in.readInt();
    for (int i = 0; i < window.count; i++) {
      window.ring[i] = in.readFloat();
    }
    return window;
  }

  private static void writeTimes(SampleTimes times, DataOutput out) throws IOException {
    out.writeInt(times.ring.length);
    out.writeInt(times.count);
    for (int i = 0; i < times.count; i++) {
      out.writeLong(times.at(i));
    }
  }

  private static SampleTimes readTimes(DataInput in) throws IOException {
    SampleTimes times = new SampleTimes(in.readInt());
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      times.add(in.readLong());
    }
    return times;
  }

  /** Reads past a window of version 1. */
  private static void skipCells(DataInput in) throws IOException {
    in.readInt();
    int count = in.readInt();
    boolean narrow = in.readBoolean();
    in.readFully(new byte[count * (narrow ? Short.BYTES : Integer.BYTES)]);
  }
}
