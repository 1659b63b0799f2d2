package io.tidemark.core.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/** States as bytes in memory and as goldens in the resources of the tests. */
public final class StateBytes {

  private StateBytes() {}

  /** The bytes of the newest version. */
  public static <T> byte[] bytes(Codec<T> codec, T state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      codec.write(state, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The state of a version's bytes.
   *
   * @throws IOException if the codec refuses them
   * @throws AssertionError if it leaves some of them unread
   */
  public static <T> T read(Codec<T> codec, int version, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    T state = codec.read(version, in);
    if (in.available() > 0) {
      throw new AssertionError(in.available() + " bytes were not read");
    }
    return state;
  }

  /** What a restart makes of a state. */
  public static <T> T restored(Codec<T> codec, T state) {
    try {
      return read(codec, codec.version(), bytes(codec, state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The frozen bytes that lie as {@code name.hex} beside the tests of {@code owner}'s package. */
  public static byte[] golden(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name + ".hex")) {
      return HexFormat.of()
          .parseHex(
              new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII)
                  .strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
