package io.tidemark.flink.preflight;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Tries whether checkpoints can be kept at a path. */
final class CheckpointPath {

  private CheckpointPath() {}

  /** Why not, and what to do; empty if they can. */
  static Optional<String> problem(String uri) {
    try {
      Path path = new Path(uri);
      FileSystem files = path.getFileSystem();
      if (files.isDistributedFS()) {
        // Object stores know no directories and may charge for writing: reaching them is enough.
        files.exists(path);
      } else {
        write(files, path);
      }
      return Optional.empty();
    } catch (UnsupportedFileSystemSchemeException e) {
      return Optional.of(
          "checkpoint.path "
              + uri
              + " has a scheme that this Flink does not know. Put its file system (for s3:"
              + " flink-s3-fs-presto) into Flink's plugins directory.");
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(
          "checkpoint.path "
              + uri
              + " cannot be used: "
              + e.getMessage()
              + ". Name a directory that this user may write.");
    }
  }

  private static void write(FileSystem files, Path directory) throws IOException {
    if (!files.mkdirs(directory)) {
      throw new IOException("it is no directory and cannot be made one");
    }
    Path probe = new Path(directory, ".preflight-" + UUID.randomUUID());
    files.create(probe, FileSystem.WriteMode.NO_OVERWRITE).close();
    files.delete(probe, false);
  }
}
