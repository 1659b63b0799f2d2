package io.tidemark.flink.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The savepoints of the versions that were released, {@code src/test/resources/savepoints}: one
 * directory a version, in it one a job. They are never changed.
 */
public final class ReleasedSavepoint {

  /** Names the version that is to leave its savepoints. */
  private static final String WRITE = "tidemark.savepoint.write";

  private static final Path SAVEPOINTS =
      Path.of(
          System.getProperty("tidemark.root", ".."), "flink-jobs/src/test/resources/savepoints");

  private ReleasedSavepoint() {}

  /** The versions that have left one, in the order of their names. */
  public static List<String> versions() throws IOException {
    try (Stream<Path> entries = Files.list(SAVEPOINTS)) {
      return entries
          .filter(Files::isDirectory)
          .map(directory -> directory.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Where that of a version's job lies. */
  public static Path of(String version, String job) {
    return SAVEPOINTS.resolve(version).resolve(job);
  }

  /** A file that belongs to all of them. */
  public static Path file(String name) {
    return SAVEPOINTS.resolve(name);
  }

  /**
   * Leaves a fresh savepoint as that of the version that is released, if there is one: {@code
   * -Dtidemark.savepoint.write=<version>}. One that was left before is not overwritten.
   */
  public static void leave(String fresh, String job) throws IOException {
    String version = System.getProperty(WRITE);
    if (version == null) {
      return;
    }
    Path from = Path.of(URI.create(fresh));
    Path to = Files.createDirectories(of(version, job));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
