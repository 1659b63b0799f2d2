package io.tidemark.flink;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
    Iterator<String> words = List.of(args).iterator();
    while (words.hasNext()) {
      String word = words.next();
      boolean known = word.equals("--config") || word.equals("--set");
      if (!known || !words.hasNext()) {
        String problem = "'" + word + "' " + (known ? "needs a value" : "is not an argument");
        throw new InvalidOptionsException(
            List.of(problem + "; usage: --config FILE [--set KEY=VALUE]..."));
      }
      if (word.equals("--config")) {
        file = Path.of(words.next());
      } else {
        assignments.add(words.next());
      }
    }
    return ConfigLoader.load(job, file, assignments);
  }
}
