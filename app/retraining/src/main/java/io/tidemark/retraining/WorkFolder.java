package io.tidemark.retraining;

import io.tidemark.client.CommandFailedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one run leaves what it makes.
 *
 * @param path a folder of its own, so that no run trips over another
 * @param comparedBefore how many earlier runs have looked at the unseen stretch
 */
record WorkFolder(Path path, int comparedBefore) {

  private static final String RESULT = "judgement.json";
  private static final int MOST_RUNS = 10_000;

  /** The next run's folder under {@code request}, which belongs to one request. */
  static WorkFolder next(Path request) {
    try {
      Files.createDirectories(request);
      int compared = 0;
      for (int run = 1; run <= MOST_RUNS; run++) {
        Path folder = request.resolve("run-" + run);
        if (Files.exists(folder)) {
          compared += Files.exists(folder.resolve(RESULT)) ? 1 : 0;
        } else if (created(folder)) {
          return new WorkFolder(folder, compared);
        }
      }
      throw new CommandFailedException(request + " holds " + MOST_RUNS + " runs: delete some");
    } catch (IOException e) {
      throw new CommandFailedException(
          request + " cannot be written (" + e + "): choose --work", e);
    }
  }

  /** False if another run was faster. */
  private static boolean created(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  Path export() {
    return path.resolve("export");
  }

  Path old() {
    return path.resolve("old");
  }

  Path draft() {
    return path.resolve("draft");
  }

  Path artefact(String id, int version) {
    return path.resolve(id).resolve(String.valueOf(version));
  }

  /** What training writes of the comparison. */
  Path result() {
    return path.resolve(RESULT);
  }
}
