package io.tidemark.flink.config;

import io.tidemark.core.failure.UserError;
import java.util.List;

/** The configuration is wrong; it lists everything that is, each with its key. */
public final class InvalidOptionsException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All problems, each a sentence that names its key. */
  public InvalidOptionsException(List<String> problems) {
    super(
        (problems.size() == 1
                ? "The configuration has a problem:"
                : "The configuration has " + problems.size() + " problems:")
            + "\n  - "
            + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each: the key, the value that was found, what is expected. */
  public List<String> problems() {
    return problems;
  }
}
