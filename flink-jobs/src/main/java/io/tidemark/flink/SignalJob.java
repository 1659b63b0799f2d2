package io.tidemark.flink;

import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
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
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** {@code flink run -c io.tidemark.flink.SignalJob}: the log to risk-gated signals and alerts. */
public final class SignalJob {

  private SignalJob() {}

  /** Checks everything, then submits: {@code --config FILE [--set KEY=VALUE]...}. */
  public static void main(String[] args) throws Exception {
    Submission.run(
        () -> {
          JobConfig config = JobArguments.parse(Job.SIGNAL, args);
          ModelArtefact model = model(config);
          Preflight.of(Job.SIGNAL, config).run();
          // where flink run itself says what it does
          config.drift().differenceFrom(config.instruments()).ifPresent(System.out::println);
          StreamExecutionEnvironment env = JobEnvironment.environment(config);
          define(env, config, model);
          env.executeAsync("tidemark signal");
        });
  }

  /**
   * The configured model, read and checked; its bytes travel inside the job.
   *
   * @throws InvalidOptionsException if instruments are configured that it can never be scored on
   */
  public static ModelArtefact model(JobConfig config) throws ModelRejectedException {
    String directory =
        Objects.requireNonNull(config.model().directory(), "checked: model.path is required");
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
