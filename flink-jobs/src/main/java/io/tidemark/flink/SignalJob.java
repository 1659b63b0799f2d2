package io.tidemark.flink;

import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.flink.kafka.KafkaSinks;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.flink.signal.ModelFit;
import io.tidemark.flink.signal.SignalPipeline;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** {@code flink run -c io.tidemark.flink.SignalJob}: the log to risk-gated signals and alerts. */
public final class SignalJob {

  private SignalJob() {}

  /** Checks everything, then submits: {@code --config FILE [--set KEY=VALUE]...}. */
  public static void main(String[] args) throws Exception {
    Submission.run(
        () -> {
          JobConfig config = JobArguments.parse(Job.SIGNAL, args);
          ServedModels models = ServedModels.read(config);
          Preflight.of(Job.SIGNAL, config).run();
          // where flink run itself says what it does
          models.served(config).forEach(System.out::println);
          config.drift().differenceFrom(config.instruments()).ifPresent(System.out::println);
          StreamExecutionEnvironment env = JobEnvironment.environment(config);
          models.define(env, config);
          env.executeAsync("tidemark signal");
        });
  }

  /**
   * The configured model, read and checked; its bytes travel inside the job.
   *
   * @throws InvalidOptionsException if a strategy is configured in its place, or instruments that
   *     it can never be scored on
   */
  public static ModelArtefact model(JobConfig config) throws ModelRejectedException {
    String directory = config.model().directory();
    if (directory == null) {
      throw new InvalidOptionsException(
          List.of(
              ModelSettings.PATH.key()
                  + " is not set, and this looks at the model that it names: a job of "
                  + ModelSettings.STRATEGY.key()
                  + " has several"));
    }
    ModelArtefact artefact = ModelArtefact.read(Path.of(directory));
    List<String> problems = ModelFit.problems(artefact.describe(), config);
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    return artefact;
  }

  /** The graph between Kafka topics. */
  public static void define(StreamExecutionEnvironment env, JobConfig config, ModelArtefact model) {
    SignalPipeline.define(
        env, config, model, KafkaSources.of(Job.SIGNAL, config), KafkaSinks.signal(config));
  }
}
