package io.tidemark.flink.state;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A log event between operators. Version 3: instrument, available at, origin (topic, partition,
 * offset, topic id), offset, appended at, then the fact as {@link FactCodec} of the same version
 * writes it: the two count up together. Versions 1 and 2 had no topic id.
 */
public final class LogEventCodec implements Codec<LogEvent> {

  private static final FactCodec FACTS = new FactCodec();

  @Override
  public int version() {
    return FACTS.version();
  }

  @Override
  public void write(LogEvent event, DataOutput out) throws IOException {
    FactCodec.writeString(event.instrument(), out);
    out.writeLong(event.availableAt());
    FactCodec.writeString(event.origin().topic(), out);
    out.writeInt(event.origin().partition());
    out.writeLong(event.origin().offset());
    FactCodec.writeString(event.origin().topicId(), out);
    out.writeLong(event.offset());
    out.writeLong(event.appendedAt());
    FACTS.write(event.fact(), out);
  }

  @Override
  public LogEvent read(int version, DataInput in) throws IOException {
    return new LogEvent(
        FactCodec.readString(in),
        in.readLong(),
        readOrigin(version, in),
        in.readLong(),
        in.readLong(),
        FACTS.read(version, in));
  }

  private static Origin readOrigin(int version, DataInput in) throws IOException {
    return new Origin(
        FactCodec.readString(in),
        in.readInt(),
        in.readLong(),
        version < 3 ? Origin.NO_ID : FactCodec.readString(in));
  }
}
