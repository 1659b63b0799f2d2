package io.tidemark.core.risk;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * The bytes of a {@link RiskState}. Version 1: killed (boolean), killed at (long), action, valid
 * until (long), last id (UTF); number of changes (byte) and each, oldest first (long); number of
 * open alerts (byte) and each: rule's name (UTF), direction, offset, opened at, clock, repeats
 * (longs). An action is a byte: 1 BUY, -1 SELL, 0 HOLD, 2 BUY_VOLATILITY, -2 SELL_VOLATILITY. Rules
 * travel by name, so that their order may change.
 */
public final class RiskStateCodec implements Codec<RiskState> {

  private static final int VERSION = 1;

  /** Without any state. */
  public RiskStateCodec() {}

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public void write(RiskState state, DataOutput out) throws IOException {
    out.writeBoolean(state.killed);
    out.writeLong(state.killedAt);
    writeAction(state.action, out);
    out.writeLong(state.validUntil);
    out.writeUTF(state.lastId);
    out.writeByte(state.changeCount);
    for (int back = state.changeCount - 1; back >= 0; back--) {
      out.writeLong(state.newest(back));
    }
    out.writeByte(state.alerts.size());
    for (Map.Entry<RiskRule, OpenAlert> open : state.alerts.entrySet()) {
      out.writeUTF(open.getKey().name());
      writeAlert(open.getValue(), out);
    }
  }

  @Override
  public RiskState read(int version, DataInput in) throws IOException {
    if (version != VERSION) {
      throw new IOException("risk state has version " + version + ", known is " + VERSION);
    }
    RiskState state = new RiskState();
    state.killed = in.readBoolean();
    state.killedAt = in.readLong();
    state.action = readAction(in);
    state.validUntil = in.readLong();
    state.lastId = in.readUTF();
    int changes = in.readUnsignedByte();
    for (int i = 0; i < changes; i++) {
      state.rememberChange(in.readLong());
    }
    int open = in.readUnsignedByte();
    for (int i = 0; i < open; i++) {
      RiskRule rule = RiskRule.valueOf(in.readUTF());
      state.alerts.put(rule, readAlert(in));
    }
    return state;
  }

  private static void writeAlert(OpenAlert alert, DataOutput out) throws IOException {
    writeAction(alert.direction, out);
    out.writeLong(alert.offset);
    out.writeLong(alert.openedAt);
    out.writeLong(alert.moment);
    out.writeLong(alert.repeats);
  }

  private static OpenAlert readAlert(DataInput in) throws IOException {
    Action direction = readAction(in);
    return new OpenAlert(direction, in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  private static void writeAction(Action action, DataOutput out) throws IOException {
    out.writeByte(
        switch (action) {
          case BUY -> 1;
          case SELL -> -1;
          case HOLD -> 0;
          case BUY_VOLATILITY -> 2;
          case SELL_VOLATILITY -> -2;
        });
  }

  private static Action readAction(DataInput in) throws IOException {
    byte code = in.readByte();
    return switch (code) {
      case 1 -> Action.BUY;
      case -1 -> Action.SELL;
      case 0 -> Action.HOLD;
      case 2 -> Action.BUY_VOLATILITY;
      case -2 -> Action.SELL_VOLATILITY;
      default -> throw new IOException("an action is within -2 and 2, the state holds " + code);
    };
  }
}
