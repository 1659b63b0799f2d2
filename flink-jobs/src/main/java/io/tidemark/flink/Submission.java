package io.tidemark.flink;

import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.preflight.PreflightException;
import io.tidemark.models.ModelRejectedException;
import org.apache.flink.client.program.ProgramParametrizationException;

/** Submits, or says in words what is wrong: the submitter wants sentences, not a stack. */
final class Submission {

  private Submission() {}

  /** What is to be done. */
  interface Steps {
    void run() throws Exception;
  }

  static void run(Steps steps) throws Exception {
    try {
      steps.run();
    } catch (InvalidOptionsException | PreflightException | ModelRejectedException e) {
      // Of all that a program may throw, the command line prints only this one's bare message.
      throw new ProgramParametrizationException("tidemark: not submitted.\n" + e.getMessage());
    }
  }
}
