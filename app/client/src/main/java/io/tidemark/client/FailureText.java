package io.tidemark.client;

import io.tidemark.core.failure.UserError;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a command that failed says, where the failure is no bug. */
public final class FailureText {

  private FailureText() {}

  /** The sentence, fit to be printed; empty if only a stack trace helps. */
  public static Optional<String> of(Throwable failure) {
    if (failure instanceof UserError) {
      return Optional.of(printable(String.valueOf(failure.getMessage())));
    }
    if (failure instanceof UncheckedIOException unchecked) {
      return of(Objects.requireNonNull(unchecked.getCause(), "it wraps one"));
    }
    return failure instanceof FileSystemException file
        ? Optional.of(printable(file.getFile() + ": " + trouble(file)))
        : Optional.empty();
  }

  private static String trouble(FileSystemException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied. Choose a place where you may read and write, or give yourself the"
          + " right to.";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder.";
    }
    String reason = failure.getReason();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  /** Every line of it. */
  private static String printable(String message) {
    return message.lines().map(PrintableText::of).collect(Collectors.joining("\n"));
  }
}
