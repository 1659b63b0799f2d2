package io.tidemark.collector.net;

import io.tidemark.collector.poll.PollMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a poll handed on, kept over a restart: replaced as a whole, after it was handed on. A file
 * that cannot be read or written costs repetitions, not the poll.
 */
final class PollMemoryFile {

  private static final Logger LOG = LoggerFactory.getLogger(PollMemoryFile.class);

  private final @Nullable Path file;

  /**
   * Of the poll with this name.
   *
   * @param folder null: nothing is kept
   */
  PollMemoryFile(@Nullable Path folder, String poll) {
    this.file = folder == null ? null : folder.resolve(poll.replace('/', '.') + ".known");
  }

  /** What was kept; nothing where there is no file. */
  PollMemory read() {
    if (file == null || !Files.exists(file)) {
      return new PollMemory();
    }
    try {
      return new PollMemory(Files.readAllLines(file));
    } catch (IOException e) {
      LOG.warn("{} cannot be read ({}): what it held may go out again", file, e.toString());
      return new PollMemory();
    }
  }

  void write(PollMemory memory) {
    if (file == null) {
      return;
    }
    List<String> lines = memory.lines();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be written ({}): a restart will repeat", file, e.toString());
    }
  }
}
