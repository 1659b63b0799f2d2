package io.tidemark.core.sequence;

import io.tidemark.core.fact.LogEventCodec;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of {@link Held}. */
public final class HeldCodec implements Codec<Held> {

  private static final int EVENT_VERSION = 1;

  private final LogEventCodec events = new LogEventCodec();

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Held held, DataOutput out) throws IOException {
    out.writeLong(held.arrivedAt());
    events.write(held.event(), out);
  }

  @Override
  public Held read(int version, DataInput in) throws IOException {
    long arrivedAt = in.readLong();
    return new Held(events.read(EVENT_VERSION, in), arrivedAt);
  }
}
