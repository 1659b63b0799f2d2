package io.tidemark.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of a fixture that a test may break. */
record Artefact(Path directory) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FIXTURES =
      Path.of(System.getProperty("tidemark.root", ".."), "models/src/test/resources/artifacts");

  static Artefact copyInto(Path temporary) {
    return copyInto(temporary, "tiny");
  }

  static Artefact copyInto(Path temporary, String id) {
    return copyInto(temporary, id, "1");
  }

  static Artefact copyInto(Path temporary, String id, String version) {
    Path directory = temporary.resolve(id).resolve(version);
    Path fixture = FIXTURES.resolve(id).resolve(version);
    try (Stream<Path> files = Files.list(fixture)) {
      Files.createDirectories(directory);
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(fixture.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Artefact(directory);
  }

  /** One of the model files that are broken in one way. */
  static byte[] brokenModel(String name) {
    return readFrom(FIXTURES.resolve("broken").resolve(name));
  }

  ModelArtefact read() throws ModelRejectedException {
    return ModelArtefact.read(directory);
  }

  byte[] bytes(String name) {
    return readFrom(directory.resolve(name));
  }

  void write(String name, byte[] content) {
    try {
      Files.write(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a file and names its new hash in the manifest, as whoever made it would have. */
  void replace(String name, byte[] content) {
    write(name, content);
    editManifest(m -> m.withObject("/files").put(name, Sha256.hex(content)));
  }

  void replaceText(String name, UnaryOperator<String> change) {
    String text = new String(bytes(name), StandardCharsets.UTF_8);
    replace(name, change.apply(text).getBytes(StandardCharsets.UTF_8));
  }

  void editManifest(Consumer<ObjectNode> change) {
    try {
      ObjectNode manifest = (ObjectNode) JSON.readTree(bytes(Manifest.FILE));
      change.accept(manifest);
      write(Manifest.FILE, JSON.writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] readFrom(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
