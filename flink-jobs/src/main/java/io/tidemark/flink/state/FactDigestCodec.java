package io.tidemark.flink.state;

import io.tidemark.core.sequence.FactDigest;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Version 1: the family's place as a byte, subject, content, event time. */
public final class FactDigestCodec implements Codec<FactDigest> {

  private static final int VERSION = 1;

  private static final FactDigest.Family[] FAMILIES = FactDigest.Family.values();

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // the order is part of the serialised form
  public void write(FactDigest digest, DataOutput out) throws IOException {
    out.writeByte(digest.family().ordinal());
    out.writeLong(digest.subject());
    out.writeLong(digest.content());
    out.writeLong(digest.eventTime());
  }

  @Override
  public FactDigest read(int version, DataInput in) throws IOException {
    int family = in.readByte();
    if (version != VERSION || family < 0 || family >= FAMILIES.length) {
      throw new IOException(
          "a fact's digest of version " + version + " and family " + family + " is not known");
    }
    return new FactDigest(FAMILIES[family], in.readLong(), in.readLong(), in.readLong());
  }
}
