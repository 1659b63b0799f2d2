package io.tidemark.flink.state;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.state.Codec;
import io.tidemark.flink.io.Arrival;
import io.tidemark.flink.io.RawRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An arrival between operators. Version 1: topic, partition, offset, Kafka's time, the value's
 * length (-1 for none) and bytes; then whether there is a fact, and the fact as {@link FactCodec}
 * writes it, or reason and detail. In the job the two operators are one task, and nothing is
 * written.
 */
public final class ArrivalCodec implements Codec<Arrival> {

  private static final FactCodec FACTS = new FactCodec();
  private static final int NO_VALUE = -1;

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Arrival arrival, DataOutput out) throws IOException {
    RawRecord record = arrival.record();
    FactCodec.writeString(record.topic(), out);
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeLong(record.timestamp());
    byte[] value = record.value();
    out.writeInt(value == null ? NO_VALUE : value.length);
    if (value != null) {
      out.write(value);
    }
    out.writeBoolean(arrival.fact() instanceof Parsed.Valid<Fact>);
    if (arrival.fact() instanceof Parsed.Valid<Fact> valid) {
      FACTS.write(valid.value(), out);
    } else {
      Parsed.Rejected<Fact> rejected = (Parsed.Rejected<Fact>) arrival.fact();
      FactCodec.writeString(rejected.reason().name(), out);
      FactCodec.writeString(rejected.detail(), out);
    }
  }

  @Override
  public Arrival read(int version, DataInput in) throws IOException {
    String topic = FactCodec.readString(in);
    int partition = in.readInt();
    long offset = in.readLong();
    long timestamp = in.readLong();
    int length = in.readInt();
    byte[] value = null;
    if (length != NO_VALUE) {
      value = new byte[length];
      in.readFully(value);
    }
    RawRecord record = new RawRecord(topic, partition, offset, timestamp, value);
    if (in.readBoolean()) {
      return new Arrival(record, Parsed.valid(FACTS.read(FACTS.version(), in)));
    }
    return new Arrival(
        record,
        Parsed.rejected(RejectReason.valueOf(FactCodec.readString(in)), FactCodec.readString(in)));
  }
}
