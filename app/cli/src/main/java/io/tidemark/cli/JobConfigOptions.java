package io.tidemark.cli;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The jobs' configuration, as every command that needs it takes it. */
public final class JobConfigOptions {

  @Option(names = "--config", paramLabel = "FILE", description = "the jobs' configuration")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a job option, stronger than the file")
  private List<String> assignments = new ArrayList<>();

  /** Whether a file was named. */
  public boolean namesFile() {
    return file != null;
  }

  /** The file as it was named, to be said again in a command; empty if none was. */
  public String words() {
    return file == null ? "" : " --config " + file;
  }

  /** Whether an assignment gives the option of this key another value. */
  public boolean sets(String key) {
    return assignments.stream().anyMatch(each -> each.split("=", 2)[0].strip().equals(key));
  }

  /**
   * Reads and checks them.
   *
   * @throws io.tidemark.flink.config.InvalidOptionsException listing every problem
   */
  public JobConfig load(Job job) {
    return ConfigLoader.load(job, file, assignments);
  }

  /** As {@link #load(Job)}, from another file. */
  public JobConfig load(Job job, Path other) {
    return ConfigLoader.load(job, other, assignments);
  }

  /** As {@link #load(Job)}, from another file, with one assignment stronger than all. */
  public JobConfig load(Job job, Path other, String strongest) {
    List<String> all = new ArrayList<>(assignments);
    all.add(strongest);
    return ConfigLoader.load(job, other, all);
  }
}
