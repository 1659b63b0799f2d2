package io.tidemark.client.doctor;

import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.preflight.Preflight;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;

/** Whether checkpoints can be kept, as far as this machine can know. */
public final class Checkpoints {

  private static final String CHECK = "checkpoints";
  private static final String KEPT = "kept checkpoints";

  private static final int ADVISED = 3;

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

  /**
   * How many complete checkpoints the cluster keeps, which no job decides.
   *
   * @param flinkConf directory of Flink's {@code config.yaml}; null if it is not known
   */
  public static Finding kept(@Nullable Path flinkConf) {
    String setting = CheckpointingOptions.MAX_RETAINED_CHECKPOINTS.key();
    if (flinkConf == null || !Files.isDirectory(flinkConf)) {
      return Finding.cannotTell(
          KEPT,
          "how many the cluster keeps is not known here: name --flink-conf DIR; %s should be %d"
              .formatted(setting, ADVISED));
    }
    int kept =
        GlobalConfiguration.loadConfiguration(flinkConf.toString())
            .get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS);
    return kept > 1
        ? Finding.ok(KEPT, "the cluster keeps %d (%s)".formatted(kept, flinkConf))
        : Finding.problem(
            KEPT,
            "the cluster keeps the newest only (%s), and if a file of it is damaged a job has lost its state: set %s: %d in its config.yaml"
                .formatted(flinkConf, setting, ADVISED));
  }
}
