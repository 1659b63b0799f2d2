package io.tidemark.reliability.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Says in a file what storage does, to all processes that look; and who has met it. */
public final class StorageSwitch {

  /** What storage does. */
  public enum Mode {
    /** Works. */
    WORKS,
    /** Refuses each new file and directory, as a read-only mount does. */
    READ_ONLY,
    /** Makes files and takes no byte, as a full disk does. */
    FULL,
    /** Takes {@link #SLOW_MILLIS} for each new file. */
    SLOW
  }

  /** How long a new file takes while storage is slow, ms. */
  public static final long SLOW_MILLIS = 2_500;

  private final Path file;
  private final Path met;

  public StorageSwitch(Path file) {
    this.file = file;
    this.met = file.resolveSibling(file.getFileName() + ".met");
  }

  /** From now on. */
  public void set(Mode mode) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, mode.name());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(met);
  }

  /** What is said now. */
  Mode mode() throws IOException {
    return Files.exists(file) ? Mode.valueOf(Files.readString(file).strip()) : Mode.WORKS;
  }

  /** One line for each that was refused or held up. */
  void meet(Mode mode) throws IOException {
    Files.writeString(
        met,
        mode.name().toLowerCase(Locale.ROOT) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** How many files were refused or held up since it was set. */
  public long met() throws IOException {
    return Files.exists(met) ? Files.readAllLines(met).size() : 0;
  }
}
