package io.tidemark.flink.testbed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.Sealing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A store with versions of the model that is scored on every event, whole and broken ones. */
public final class TestVersions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "tiny-every";

  private final Path store;

  /**
   * @param store an empty directory
   */
  public TestVersions(Path store) {
    this.store = store;
  }

  /** The first version, as it is. */
  public static ModelRef first() {
    return ref(TestModel.DIRECTORY);
  }

  /** A later version, whose answers differ in their last bits from those of the others. */
  public ModelRef put(int version) throws IOException {
    Path draft = copy(version, store.resolve("draft-" + version));
    Path model = draft.resolve("model.onnx");
    byte[] content = Files.readAllBytes(model);
    for (int at = content.length - 1; at >= 0; at--) {
      byte[] other = content.clone();
      other[at] ^= (byte) (1 << version % 8);
      Files.write(model, other);
      name(draft, "model.onnx");
      if (seals(draft, directory(version))) {
        return ref(directory(version));
      }
    }
    throw new AssertionError("no bit of the model changes its answers a little");
  }

  /** A later version that somebody has broken; the reference names what lies there now. */
  public ModelRef put(int version, Consumer<Path> harm) throws IOException {
    Path directory = copy(version, directory(version));
    harm.accept(directory);
    return new ModelRef(ID, Integer.toString(version), hash(directory.resolve("manifest.json")));
  }

  /** Where a version lies. */
  public Path directory(int version) {
    return store.resolve(ID).resolve(Integer.toString(version));
  }

  /** Changes a version's manifest. */
  public static void edit(Path directory, Consumer<ObjectNode> change) {
    try {
      Path file = directory.resolve("manifest.json");
      ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
      change.accept(manifest);
      Files.write(file, JSON.writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names a file's present hash in the manifest, as whoever made it would have. */
  public static void name(Path directory, String file) {
    edit(directory, m -> m.withObject("/files").put(file, hash(directory.resolve(file))));
  }

  private Path copy(int version, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(TestModel.DIRECTORY)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(TestModel.DIRECTORY.relativize(file)));
      }
    }
    edit(to, m -> m.put("version", Integer.toString(version)));
    return to;
  }

  private static boolean seals(Path draft, Path artefact) throws IOException {
    try {
      if (Sealing.of(draft, artefact).largestDifference() > 0) {
        return true;
      }
    } catch (ModelRejectedException harmed) {
      return false;
    }
    try (Stream<Path> files = Files.list(artefact)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(artefact);
    return false;
  }

  private static ModelRef ref(Path directory) {
    try {
      return ModelArtefact.read(directory).describe().ref();
    } catch (ModelRejectedException e) {
      throw new AssertionError(e);
    }
  }

  private static String hash(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
