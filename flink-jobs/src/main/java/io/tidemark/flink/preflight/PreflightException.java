package io.tidemark.flink.preflight;

import io.tidemark.core.failure.UserError;
import java.util.List;

/** The job cannot start as things are; it lists everything that must be done first. */
public final class PreflightException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  PreflightException(List<String> problems) {
    super("The job was not started:\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One each: what is wrong and what to do. */
  public List<String> problems() {
    return problems;
  }
}
