package io.tidemark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tidemark.client.explain.ExplainedText;
import io.tidemark.client.explain.Explanation;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.topology.JobEnvironment;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark explain}: what a configuration comes to. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a configuration would submit.",
      "Graph and uids, topics, rights, the configuration that applies and where each "
          + "value comes from, the model. Submits nothing and asks no broker."
    })
public final class ExplainCommand implements Callable<Integer> {

  /** Which jobs are explained. */
  enum Which {
    SEQUENCE,
    SIGNAL,
    ALL;

    List<Job> jobs() {
      return switch (this) {
        case SEQUENCE -> List.of(Job.SEQUENCE);
        case SIGNAL -> List.of(Job.SIGNAL);
        case ALL -> List.of(Job.SEQUENCE, Job.SIGNAL);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Which which = Which.ALL;

  @Mixin private JobConfigOptions settings;

  @Option(
      names = {"-p", "--parallelism"},
      description = "as given to flink run (default: ${DEFAULT-VALUE})")
  private int parallelism = 1;

  @Option(
      names = "--principal",
      description = "whom the kafka-acls commands name (default: ${DEFAULT-VALUE})")
  private String principal = "User:tidemark";

  @Option(names = "--json", description = "for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1 || parallelism > JobEnvironment.MAX_PARALLELISM) {
      throw new ParameterException(
          spec.commandLine(),
          "--parallelism must be between 1 and "
              + JobEnvironment.MAX_PARALLELISM
              + ", was "
              + parallelism);
    }
    // what the signal job requires, the sequence job requires or ignores
    Job strictest = which == Which.SEQUENCE ? Job.SEQUENCE : Job.SIGNAL;
    JobConfig loaded = settings.load(strictest);
    Explanation explained = Explanation.of(which.jobs(), loaded, parallelism);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      out.println(mapper.writeValueAsString(explained));
      out.flush();
    } else {
      new ExplainedText(out).print(explained, loaded.kafka().bootstrapServers(), principal);
    }
    return 0;
  }
}
