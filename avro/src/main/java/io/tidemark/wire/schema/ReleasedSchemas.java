package io.tidemark.wire.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Frozen copies of the schemas that were ever written with: {@code schemas/<Record>/v<n>.avsc}, n
 * counting up from 1. They are never changed; a later version is added beside.
 */
public final class ReleasedSchemas {

  private static final Pattern FIRST = Pattern.compile("schemas/(\\w+)/v1\\.avsc");

  private ReleasedSchemas() {}

  /** The records that stand on a topic, by simple name, in the order of the alphabet. */
  public static List<String> records() {
    URL one = Objects.requireNonNull(ReleasedSchemas.class.getResource("/schemas/Signal/v1.avsc"));
    try (Stream<String> files = files(one)) {
      return files
          .map(FIRST::matcher)
          .filter(Matcher::matches)
          .map(path -> path.group(1))
          .sorted()
          .toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot list the released schemas beside " + one, e);
    }
  }

  /** All that lies in the same jar or folder as one schema, by path. */
  private static Stream<String> files(URL schema) throws IOException, URISyntaxException {
    if (schema.openConnection() instanceof JarURLConnection connection) {
      try (JarFile jar = new JarFile(Path.of(connection.getJarFileURL().toURI()).toFile())) {
        return jar.stream().map(JarEntry::getName).toList().stream();
      }
    }
    Path schemas = Path.of(schema.toURI()).resolve("../..").normalize();
    Path root = schemas.resolve("..").normalize();
    return Files.walk(schemas).map(file -> root.relativize(file).toString().replace('\\', '/'));
  }

  /**
   * Every released schema of a topic's record, oldest first.
   *
   * @param record simple name, such as {@code ExchangeTrade}
   * @throws IllegalStateException if there is none
   */
  public static List<Schema> of(String record) {
    List<Schema> found = new ArrayList<>();
    for (int version = 1; ; version++) {
      String path = "/schemas/" + record + "/v" + version + ".avsc";
      try (InputStream frozen = ReleasedSchemas.class.getResourceAsStream(path)) {
        if (frozen == null) {
          break;
        }
        found.add(new Schema.Parser().parse(frozen));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path, e);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("no released schema of " + record + " is on the class path");
    }
    return List.copyOf(found);
  }
}
