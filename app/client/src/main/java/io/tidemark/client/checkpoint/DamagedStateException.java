package io.tidemark.client.checkpoint;

import java.io.EOFException;
import java.util.regex.Pattern;

/** A checkpoint is not as it was written; the message says in a few words what is wrong. */
final class DamagedStateException extends Exception {

  private static final long serialVersionUID = 1;

  /** Where the first sentence of a message ends, of which the rest is advice. */
  private static final Pattern NEXT_SENTENCE = Pattern.compile("\\. (?=[A-Z])|\\R");

  DamagedStateException(String words) {
    super(words);
  }

  /** What a reader failed of; the words of a fault that nobody expected are for programmers. */
  DamagedStateException(String what, Throwable cause) {
    super(what + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    if (cause instanceof EOFException) {
      return " ends too early";
    }
    String message = cause.getMessage();
    return cause instanceof RuntimeException
            || cause instanceof Error
            || message == null
            || message.isBlank()
        ? " makes no sense (" + cause.getClass().getSimpleName() + ")"
        : " cannot be read: " + NEXT_SENTENCE.split(message, 2)[0].strip();
  }
}
