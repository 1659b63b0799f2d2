package io.tidemark.collector.recorder;

import io.tidemark.core.failure.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Nothing can be recorded into this folder; the message says what to do. */
public final class UnwritableFolderException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  UnwritableFolderException(Path folder, IOException cause) {
    super(
        Files.exists(folder) && !Files.isDirectory(folder)
            ? folder + " is a file: name a folder to record into"
            : "no file can be written into "
                + folder
                + " ("
                + cause
                + "): name a folder to record into in which you may write",
        cause);
  }
}
