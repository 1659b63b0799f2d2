package io.tidemark.demo;

import io.tidemark.testbed.LocalFlink;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;

/** Says once of each failure that Flink starts the job again, which it does without a word. */
final class JobFailures {

  private final LocalFlink flink;
  private final PrintStream out;
  private final Map<String, LocalFlink.Failure> said = new HashMap<>();

  JobFailures(LocalFlink flink, PrintStream out) {
    this.flink = flink;
    this.out = out;
  }

  /**
   * Looks whether it has failed since.
   *
   * @param name such as signal
   * @param job that has not ended
   */
  void look(String name, JobClient job) throws Exception {
    LocalFlink.Failure last = flink.lastFailure(job).orElse(null);
    if (last != null && !last.equals(said.put(name, last))) {
      out.println("the " + name + " job failed and starts again: " + last.cause());
    }
  }
}
