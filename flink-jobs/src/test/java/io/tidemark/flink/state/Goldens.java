package io.tidemark.flink.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Bytes of savepoints, frozen in hexadecimal beside this class. */
final class Goldens {

  private Goldens() {}

  /** A struct of a codec's version, as it lies in state. */
  static byte[] struct(StateCodec codec, int version) throws IOException {
    return bytes(codec.id() + "-v" + version);
  }

  /** What a savepoint says of a codec. */
  static byte[] snapshot(StateCodec codec, int form) throws IOException {
    return bytes(codec.id() + "-snapshot-form" + form);
  }

  /** What a savepoint said, in form 2, of an older version of a codec. */
  static byte[] snapshotOf(StateCodec codec, int version) throws IOException {
    return bytes(codec.id() + "-v" + version + "-snapshot-form2");
  }

  /** As Flink reads it. */
  static TypeSerializerSnapshot<Object> read(byte[] snapshot) throws IOException {
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(snapshot), Goldens.class.getClassLoader());
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = Goldens.class.getResourceAsStream(name + ".hex")) {
      String hex =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.strip());
    }
  }
}
