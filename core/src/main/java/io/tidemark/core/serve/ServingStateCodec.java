package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ScoringStateCodec;
import io.tidemark.core.serve.ServingState.OpenModelAlert;
import io.tidemark.core.serve.ServingState.ShadowState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of {@link ServingState}, which stand at the end of an instrument's. */
@SuppressWarnings("EnumOrdinal") // the golden bytes pin the order of the constants
final class ServingStateCodec {

  private static final ModelAction[] ACTIONS = ModelAction.values();

  /** Of a model that scores beside: it asks for no others. */
  private static final int NOTHING = 0;

  private static final int ACTIVE = 1;
  private static final int ALERT = 2;
  private static final int SHADOW = 4;

  private final ScoringStateCodec scoring;

  ServingStateCodec(ScoringStateCodec scoring) {
    this.scoring = scoring;
  }

  void write(ServingState state, DataOutput out) throws IOException {
    ModelRef active = state.active;
    OpenModelAlert alert = state.alert;
    ShadowState shadow = state.shadow;
    out.writeByte(flag(active, ACTIVE) | flag(alert, ALERT) | flag(shadow, SHADOW));
    if (active != null) {
      write(active, out);
      out.writeUTF(state.configured);
    }
    if (alert != null) {
      write(alert, out);
    }
    if (shadow != null) {
      write(shadow, out);
    }
  }

  ServingState read(int version, DataInput in) throws IOException {
    int flags = in.readUnsignedByte();
    ServingState state = new ServingState();
    if ((flags & ACTIVE) != 0) {
      state.active = readRef(in);
      state.configured = in.readUTF();
    }
    if ((flags & ALERT) != 0) {
      state.alert = readAlert(in);
    }
    if ((flags & SHADOW) != 0) {
      state.shadow = readShadow(version, in);
    }
    return state;
  }

  private static int flag(@Nullable Object part, int bit) {
    return part == null ? 0 : bit;
  }

  private static void write(ModelRef ref, DataOutput out) throws IOException {
    out.writeUTF(ref.id());
    out.writeUTF(ref.version());
    out.writeUTF(ref.sha256());
  }

  private static ModelRef readRef(DataInput in) throws IOException {
    return new ModelRef(in.readUTF(), in.readUTF(), in.readUTF());
  }

  private static void write(OpenModelAlert alert, DataOutput out) throws IOException {
    out.writeUTF(alert.id);
    out.writeLong(alert.openedAt);
    out.writeLong(alert.repeats);
    out.writeByte(alert.action.ordinal());
    write(alert.model, out);
  }

  private static OpenModelAlert readAlert(DataInput in) throws IOException {
    OpenModelAlert alert = new OpenModelAlert();
    alert.id = in.readUTF();
    alert.openedAt = in.readLong();
    alert.repeats = in.readLong();
    alert.action = ACTIONS[in.readUnsignedByte()];
    alert.model = readRef(in);
    return alert;
  }

  private void write(ShadowState shadow, DataOutput out) throws IOException {
    write(shadow.model, out);
    out.writeLong(shadow.since);
    out.writeLong(shadow.samples);
    out.writeLong(shadow.agreements);
    out.writeDouble(shadow.differences);
    out.writeDouble(shadow.distances);
    out.writeDouble(shadow.farthest);
    scoring.write(shadow.scoring, out);
    out.writeByte(NOTHING);
  }

  private ShadowState readShadow(int version, DataInput in) throws IOException {
    ShadowState shadow = new ShadowState();
    shadow.model = readRef(in);
    shadow.since = in.readLong();
    shadow.samples = in.readLong();
    shadow.agreements = in.readLong();
    shadow.differences = in.readDouble();
    shadow.distances = in.readDouble();
    shadow.farthest = in.readDouble();
    shadow.scoring = scoring.read(version, in);
    int flags = in.readUnsignedByte();
    if (flags != NOTHING) {
      throw new IOException("a model that scores beside asks for others: flags are " + flags);
    }
    return shadow;
  }
}
