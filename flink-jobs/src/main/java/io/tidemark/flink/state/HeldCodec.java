package io.tidemark.flink.state;

import io.tidemark.core.sequence.Held;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The bytes of {@link Held}: arrived at, then the event as {@link LogEventCodec} of the same
 * version writes it. With a new version of that, this one counts up, too.
 */
public final class HeldCodec implements Codec<Held> {

  private static final int VERSION = 3;

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
    if (version < 1 || version > VERSION) {
      throw new IOException("held event has version " + version + ", known is up to " + VERSION);
    }
    long arrivedAt = in.readLong();
    return new Held(events.read(version, in), arrivedAt);
  }
}
