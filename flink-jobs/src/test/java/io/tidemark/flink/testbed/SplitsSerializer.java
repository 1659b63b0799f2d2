package io.tidemark.flink.testbed;

import io.tidemark.flink.testbed.RecordSource.Split;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The bytes of splits: partition and position of each. They name no class. */
final class SplitsSerializer implements SimpleVersionedSerializer<Split[]> {

  private static final int BYTES = 2 * Integer.BYTES;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(Split[] splits) {
    ByteBuffer bytes = ByteBuffer.allocate(splits.length * BYTES);
    for (Split split : splits) {
      bytes.putInt(split.partition()).putInt(split.position());
    }
    return bytes.array();
  }

  @Override
  public Split[] deserialize(int version, byte[] serialized) {
    ByteBuffer bytes = ByteBuffer.wrap(serialized);
    Split[] splits = new Split[serialized.length / BYTES];
    for (int i = 0; i < splits.length; i++) {
      splits[i] = new Split(bytes.getInt(), bytes.getInt());
    }
    return splits;
  }

  /** The same for one. */
  static final class One implements SimpleVersionedSerializer<Split> {

    private final SplitsSerializer several = new SplitsSerializer();

    @Override
    public int getVersion() {
      return several.getVersion();
    }

    @Override
    public byte[] serialize(Split split) {
      return several.serialize(new Split[] {split});
    }

    @Override
    public Split deserialize(int version, byte[] serialized) {
      return several.deserialize(version, serialized)[0];
    }
  }
}
