package io.tidemark.flink.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wire.schema.ReleasedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * What the version that took the first savepoint said after it: a SHA-256 of every thousand
 * signals, of their bytes in the schema that they had then, so that a field added since does not
 * matter.
 *
 * <p>The digests are of x86-64. A processor on which ONNX Runtime adds in another order may give
 * other last bits of a score, and then other digests.
 */
public final class SignalDigests {

  private static final Path FILE = ReleasedSavepoint.file("signals.sha256");
  private static final int EACH = 1_000;

  /** The newest version of the schema when the digests were made. */
  private static final int SCHEMA = 2;

  /** C3 01 and the schema's fingerprint. */
  private static final int HEADER = 10;

  private final List<Schema> released = ReleasedSchemas.of("Signal");
  private final Schema then = released.get(SCHEMA - 1);
  private final GenericDatumReader<GenericRecord> reader =
      new GenericDatumReader<>(released.get(released.size() - 1), then);
  private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(then);

  private SignalDigests() {}

  /**
   * Fails if they are not; with {@code -Dtidemark.digests.write=true}, for a change that is meant
   * to change signals, it writes them instead.
   *
   * @param signals in hexadecimal, by instrument
   */
  public static void mustBeThoseOfTheFirstVersion(Map<String, List<String>> signals)
      throws IOException {
    List<String> found = new SignalDigests().of(signals.values());
    if (Boolean.getBoolean("tidemark.digests.write")) {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, found);
    }
    assertThat(found)
        .as("digests of the signals, thousand by thousand")
        .isEqualTo(Files.readAllLines(FILE));
  }

  private List<String> of(Collection<List<String>> signals) throws IOException {
    List<String> lines = signals.stream().flatMap(List::stream).toList();
    List<String> digests = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += EACH) {
      MessageDigest digest = sha256();
      for (String line : lines.subList(from, Math.min(from + EACH, lines.size()))) {
        digest.update(asThen(HexFormat.of().parseHex(line)));
      }
      digests.add(HexFormat.of().formatHex(digest.digest()));
    }
    return digests;
  }

  private byte[] asThen(byte[] signal) throws IOException {
    long fingerprint = SchemaNormalization.parsingFingerprint64(reader.getSchema());
    for (int i = 0; i < Long.BYTES; i++) {
      assertThat(signal[2 + i])
          .as("the newest schema's")
          .isEqualTo((byte) (fingerprint >> (8 * i)));
    }
    GenericRecord record =
        reader.read(
            null, DecoderFactory.get().binaryDecoder(signal, HEADER, signal.length - HEADER, null));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    writer.write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
