package io.tidemark.core.strategy;

import io.tidemark.core.failure.UserError;
import java.util.List;

/** A strategy is wrong; it lists everything that is, each with its key. */
public final class InvalidStrategyException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param source where it was read from, for people
   * @param problems one sentence each: the key, what was found, what to do
   */
  public InvalidStrategyException(String source, List<String> problems) {
    super(
        source
            + (problems.size() == 1 ? " has a problem:" : " has " + problems.size() + " problems:")
            + "\n  - "
            + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each. */
  public List<String> problems() {
    return problems;
  }
}
