package io.tidemark.client.doctor;

import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.preflight.Preflight;

/** Whether checkpoints can be kept, as far as this machine can know. */
public final class Checkpoints {

  private static final String CHECK = "checkpoints";

  private Checkpoints() {}

  public static Finding look(JobConfig config) {
    String path = config.checkpoint().path();
    if (path == null) {
      return Finding.cannotTell(
          CHECK, "checkpoint.path is not set: Flink's own configuration decides");
    }
    if (!path.startsWith("file:")) {
      // Flink loads other file systems from its plugins, which are not on this class path.
      return Finding.cannotTell(CHECK, path + " is looked at by flink run, with Flink's plugins");
    }
    return Preflight.of(Job.SIGNAL, config)
        .checkpoints()
        .map(problem -> Finding.problem(CHECK, problem))
        .orElseGet(
            () ->
                Finding.ok(
                    CHECK, path + " can be written here; every Flink node must reach the same"));
  }
}
