package io.tidemark.core.sequence;

import io.tidemark.core.fact.LogEventCodec;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The bytes of {@link Held}. Version 1: arrived at, then the event as version 1 of {@link
 * LogEventCodec} writes it: with a new version of that, this one counts up, too.
 */
public final class HeldCodec implements Codec<Held> {

  private static final int VERSION = 1;
  private static final int EVENT_VERSION = 1;

  private final LogEventCodec events = new LogEventCodec();

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public void write(Held held, DataOutput out) throws IOException {
    out.writeLong(held.arrivedAt());
    events.write(held.event(), out);
  }

  @Override
  public Held read(int version, DataInput in) throws IOException {
    if (version != VERSION) {
      throw new IOException("held event has version " + version + ", known is " + VERSION);
    }
    long arrivedAt = in.readLong();
    return new Held(events.read(EVENT_VERSION, in), arrivedAt);
  }
}
