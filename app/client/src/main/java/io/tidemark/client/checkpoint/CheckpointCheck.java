package io.tidemark.client.checkpoint;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.checkpoint.CheckpointVerdict.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateHandle;

/**
 * Whether a job can go on from a checkpoint or savepoint, and if not, from which older one.
 *
 * <p>It compares the size of each file, the check sums of structs, of RocksDB's sorted files and of
 * RocksDB's list of them. What has no check sum it cannot judge: keys, the sources' offsets, open
 * transactions, and in {@code _metadata} what a wrong bit leaves readable.
 */
public final class CheckpointCheck {

  private CheckpointCheck() {}

  /**
   * Looks at one; changes nothing.
   *
   * @param folder that holds {@code _metadata}
   * @throws IOException if its parent cannot be listed
   * @throws CommandFailedException if its files are where only Flink's plugins can read
   */
  public static CheckpointVerdict look(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    if (!Files.isRegularFile(folder.resolve(SavedState.METADATA))) {
      return new CheckpointVerdict(State.ABSENT, absence(folder));
    }
    try {
      return new CheckpointVerdict(State.WHOLE, name + " is whole: " + contents(folder));
    } catch (DamagedStateException e) {
      return new CheckpointVerdict(
          State.DAMAGED, "%s is damaged: %s%s".formatted(name, e.getMessage(), advice(folder)));
    }
  }

  private static String absence(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "there is no folder " + folder + advice(folder);
    }
    List<Path> within = OlderCheckpoints.allIn(folder);
    return within.isEmpty()
        ? "%s is no complete checkpoint or savepoint, it has no %s%s"
            .formatted(folder, SavedState.METADATA, advice(folder))
        : "%s holds checkpoints and is none: name one of them, such as %s"
            .formatted(folder, within.get(0));
  }

  private static String contents(Path folder) throws DamagedStateException {
    SavedState state = SavedState.of(folder);
    StatePieces pieces = StatePieces.of(state.operators());
    KeyedStateCheck keyed = new KeyedStateCheck();
    for (OperatorSubtaskState task : pieces.tasks()) {
      for (KeyedStateHandle handle : task.getManagedKeyedState()) {
        keyed.read(handle);
      }
    }
    return "checkpoint %,d of %s, %,d bytes in files (%d of them), %,d values read"
        .formatted(
            state.checkpoint(),
            state.job().getSimpleName(),
            pieces.fileBytes(),
            pieces.fileCount(),
            keyed.values());
  }

  /** What to take instead. */
  private static String advice(Path folder) throws IOException {
    try {
      return older(folder);
    } catch (CommandFailedException e) {
      return "; of an older one, " + e.getMessage();
    }
  }

  /** The newest older one of the same job that is whole. */
  private static String older(Path folder) throws IOException {
    Optional<Class<?>> job = job(folder);
    for (Path older : OlderCheckpoints.of(folder)) {
      Optional<Class<?>> its = job(older);
      if (its.isPresent() && job.map(its.get()::equals).orElse(true) && isWhole(older)) {
        Instant written =
            Files.getLastModifiedTime(older.resolve(SavedState.METADATA))
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS);
        return "; take %s, written at %s: flink run -s %s -c %s ..."
            .formatted(older.getFileName(), written, older.toUri(), its.get().getName());
      }
    }
    return "; no older one beside it is whole";
  }

  /** Whose it is, if that can be read. */
  private static Optional<Class<?>> job(Path folder) {
    try {
      return Optional.of(SavedState.of(folder).job());
    } catch (DamagedStateException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(Path folder) {
    try {
      contents(folder);
      return true;
    } catch (DamagedStateException e) {
      return false;
    }
  }
}
