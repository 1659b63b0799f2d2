package io.tidemark.bench.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes an artefact for any feature set: its probability is the sigmoid of the mean of the vector.
 * It knows nothing of any market; it is there so that the vectors go through the real job.
 */
final class MeanModel {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path LIKE =
      Path.of(System.getProperty("tidemark.root"))
          .resolve("models/src/test/resources/artifacts/tiny-every/1");
  private static final int BASELINE_ROWS = 400;

  private MeanModel() {}

  /** Writes it into {@code directory}, scored upon every event. */
  static void write(Path directory, String bar, List<String> features) throws IOException {
    Files.createDirectories(directory);
    byte[] model = onnx(features.size());
    byte[] golden =
        (header(features, "probability") + row(features.size(), 0, "0.5")).getBytes(UTF_8);
    StringBuilder rows = new StringBuilder(header(features, "score"));
    for (int i = 0; i < BASELINE_ROWS; i++) {
      rows.append(row(features.size(), i, Float.toString((float) i / BASELINE_ROWS)));
    }
    byte[] baseline = rows.toString().getBytes(UTF_8);
    ObjectNode manifest = (ObjectNode) JSON.readTree(LIKE.resolve("manifest.json").toFile());
    manifest.put("id", "mean").put("bar", bar);
    manifest.put("featureSetHash", FeatureSet.hash(features, BarLength.micros(bar)));
    manifest.withObject("/input").putArray("shape").add(-1).add(features.size());
    ArrayNode named = manifest.putArray("features");
    features.forEach(name -> named.addObject().put("name", name).put("drift", "ignore"));
    ObjectNode files = manifest.putObject("files");
    files.put("model.onnx", sha256(model));
    files.put("golden.csv", sha256(golden));
    files.put("baseline.csv", sha256(baseline));
    Files.write(directory.resolve("model.onnx"), model);
    Files.write(directory.resolve("golden.csv"), golden);
    Files.write(directory.resolve("baseline.csv"), baseline);
    Files.write(directory.resolve("manifest.json"), JSON.writeValueAsBytes(manifest));
  }

  private static String header(List<String> features, String last) {
    return features.stream()
        .map(name -> name.indexOf(',') < 0 ? name : '"' + name + '"')
        .collect(Collectors.joining(",", "", "," + last + "\n"));
  }

  private static String row(int features, int value, String last) {
    return String.join(",", Collections.nCopies(features, Integer.toString(value)))
        + ","
        + last
        + "\n";
  }

  /** ReduceMean, then Sigmoid; field numbers of {@code onnx.proto3}. */
  private static byte[] onnx(int features) {
    Message axes = new Message().text(1, "axes").number(8, 1).number(20, 7);
    Message keep = new Message().text(1, "keepdims").number(3, 0).number(20, 2);
    Message mean = new Message().text(1, "features").text(2, "mean").text(4, "ReduceMean");
    Message sigmoid = new Message().text(1, "mean").text(2, "probability").text(4, "Sigmoid");
    Message batch = new Message().text(2, "batch");
    Message row = new Message().message(1, batch).message(1, new Message().number(1, features));
    Message graph =
        new Message()
            .message(1, mean.message(5, axes).message(5, keep))
            .message(1, sigmoid)
            .text(2, "mean")
            .message(11, tensor("features", row))
            .message(12, tensor("probability", new Message().message(1, batch)));
    Message opset = new Message().text(1, "").number(2, 17);
    return new Message().number(1, 10).message(7, graph).message(8, opset).bytes();
  }

  private static Message tensor(String name, Message shape) {
    Message floats = new Message().number(1, 1).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, floats));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** One protobuf message, written field by field. */
  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
        out.write((int) (rest & 0x7F) | 0x80);
      }
      out.write((int) rest);
    }
  }
}
