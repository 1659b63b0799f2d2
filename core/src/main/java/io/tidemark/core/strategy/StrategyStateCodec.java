package io.tidemark.core.strategy;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.DecisionState;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link StrategyState}. Version 1: hash of the strategy (UTF); clock (long), price
 * (double); number of the decision's cells (int) and each (double); number of members (byte) and
 * each: why it says nothing (UTF, empty if it answered), when it answered (long), strength
 * (double), the answer, and of the drift gate's verdict status, feature (UTF), distance, threshold
 * (double) and window (int). An answer is its number of outputs (byte) and, if there are any, the
 * task (UTF), and of each output name, role (UTF), level (double) and number (float). Constants
 * travel by name, so that their order may change.
 */
public final class StrategyStateCodec implements Codec<StrategyState> {

  private static final int VERSION = 1;

  /** Without any state. */
  public StrategyStateCodec() {}

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public void write(StrategyState state, DataOutput out) throws IOException {
    out.writeUTF(state.strategy);
    out.writeLong(state.clock);
    out.writeDouble(state.price);
    out.writeInt(state.decision.cells.length);
    for (double cell : state.decision.cells) {
      out.writeDouble(cell);
    }
    out.writeByte(state.members.length);
    for (MemberState member : state.members) {
      out.writeUTF(member.abstention == null ? "" : member.abstention.name());
      out.writeLong(member.answeredAt);
      out.writeDouble(member.strength);
      writePrediction(member.prediction, out);
      writeVerdict(member.drift, out);
    }
  }

  @Override
  public StrategyState read(int version, DataInput in) throws IOException {
    if (version != VERSION) {
      throw new IOException("strategy state has version " + version + ", known is " + VERSION);
    }
    StrategyState state = new StrategyState();
    state.strategy = in.readUTF();
    state.clock = in.readLong();
    state.price = in.readDouble();
    state.decision = new DecisionState(in.readInt());
    for (int i = 0; i < state.decision.cells.length; i++) {
      state.decision.cells[i] = in.readDouble();
    }
    state.members = new MemberState[in.readUnsignedByte()];
    for (int i = 0; i < state.members.length; i++) {
      state.members[i] = readMember(in);
    }
    return state;
  }

  private static MemberState readMember(DataInput in) throws IOException {
    MemberState member = new MemberState();
    member.abstention = readAbstention(in.readUTF());
    member.answeredAt = in.readLong();
    member.strength = in.readDouble();
    member.prediction = readPrediction(in);
    member.drift =
        new DriftVerdict(
            DriftStatus.valueOf(in.readUTF()),
            in.readUTF(),
            in.readDouble(),
            in.readDouble(),
            in.readInt());
    return member;
  }

  private static @Nullable Abstention readAbstention(String name) {
    return name.isEmpty() ? null : Abstention.valueOf(name);
  }

  private static void writePrediction(Prediction prediction, DataOutput out) throws IOException {
    List<ModelOutput> outputs = prediction.form().outputs();
    out.writeByte(outputs.size());
    if (outputs.isEmpty()) {
      return;
    }
    out.writeUTF(prediction.task().name());
    for (int i = 0; i < outputs.size(); i++) {
      ModelOutput output = outputs.get(i);
      out.writeUTF(output.name());
      out.writeUTF(output.role().name());
      out.writeDouble(output.level());
      out.writeFloat(prediction.number(i));
    }
  }

  private static Prediction readPrediction(DataInput in) throws IOException {
    int width = in.readUnsignedByte();
    if (width == 0) {
      return Prediction.NOT_ASKED;
    }
    Task task = Task.valueOf(in.readUTF());
    List<ModelOutput> outputs = new ArrayList<>(width);
    float[] answers = new float[width];
    for (int i = 0; i < width; i++) {
      String name = in.readUTF();
      outputs.add(new ModelOutput(name, ModelOutput.Role.valueOf(in.readUTF()), in.readDouble()));
      answers[i] = in.readFloat();
    }
    return Prediction.of(new AnswerForm(task, outputs), answers, 0);
  }

  private static void writeVerdict(DriftVerdict drift, DataOutput out) throws IOException {
    out.writeUTF(drift.status().name());
    out.writeUTF(drift.feature());
    out.writeDouble(drift.distance());
    out.writeDouble(drift.threshold());
    out.writeInt(drift.window());
  }
}
