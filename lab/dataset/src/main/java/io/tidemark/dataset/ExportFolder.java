package io.tidemark.dataset;

import io.tidemark.core.score.RunRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder of an export, a Parquet file for each instrument that has rows. It takes its name only
 * when it is whole.
 */
final class ExportFolder implements ExportRows, AutoCloseable {

  private final Path folder;
  private final Path unfinished;
  private final ExportPlan plan;
  private final Map<String, ExportFile> files = new TreeMap<>();

  /**
   * Begins one; folders above it that are missing are created, and stay.
   *
   * @throws ExportException if something is there that it would replace
   */
  ExportFolder(Path folder, ExportPlan plan) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    this.unfinished = this.folder.resolveSibling(this.folder.getFileName() + ".part");
    this.plan = plan;
    if (Files.exists(this.folder) && !isEmptyFolder(this.folder)) {
      throw new ExportException(
          folder + " is there and is no empty folder: name a new one, or delete what is there.");
    }
    if (Files.exists(unfinished)) {
      throw new ExportException(
          unfinished
              + " is there: another export writes it, or one was cut short; then delete it.");
    }
    Files.createDirectories(unfinished);
  }

  /** Creates an instrument's file; several threads may ask, each for its own instruments. */
  @Override
  public synchronized Consumer<LabelledRow> open(String instrument, RunRecords runs) {
    try {
      ExportFile file =
          new ExportFile(unfinished.resolve(instrument + ".parquet"), plan, instrument, runs);
      files.put(instrument, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows are there, and whoever wrote them has ended. */
  void finish() throws IOException {
    for (ExportFile file : files.values()) {
      file.close();
    }
    Files.move(unfinished, folder, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Leaves nothing behind if it was not finished. */
  @Override
  public void close() throws IOException {
    if (Files.exists(unfinished)) {
      for (String instrument : files.keySet()) {
        Files.deleteIfExists(unfinished.resolve(instrument + ".parquet"));
      }
      Files.delete(unfinished);
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.findAny().isEmpty();
    }
  }
}
