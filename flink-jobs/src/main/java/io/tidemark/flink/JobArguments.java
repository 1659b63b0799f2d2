package io.tidemark.flink;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few arguments of a job: {@code --config FILE [--set KEY=VALUE]...}. */
final class JobArguments {

  private JobArguments() {}

  /**
   * Reads and checks the configuration that the arguments name.
   *
   * @throws InvalidOptionsException listing every problem
   */
  static JobConfig parse(Job job, String[] args) {
    @Nullable Path file = null;
    List<String> assignments = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      boolean known = args[i].equals("--config") || args[i].equals("--set");
      if (!known || i + 1 == args.length) {
        throw new InvalidOptionsException(
            List.of(
                "'"
                    + args[i]
                    + "' "
                    + (known ? "needs a value" : "is not an argument")
                    + "; usage: --config FILE [--set KEY=VALUE]..."));
      }
      if (args[i].equals("--config")) {
        file = Path.of(args[i + 1]);
      } else {
        assignments.add(args[i + 1]);
      }
      i++;
    }
    return ConfigLoader.load(job, file, assignments);
  }
}
