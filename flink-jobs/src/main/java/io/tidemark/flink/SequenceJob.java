package io.tidemark.flink;

import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.kafka.KafkaSinks;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.kafka.KafkaTopicIds;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.flink.sequence.SequencePipeline;
import io.tidemark.flink.topology.JobEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** {@code flink run -c io.tidemark.flink.SequenceJob}: market topics to one log per instrument. */
public final class SequenceJob {

  private SequenceJob() {}

  /** Checks everything, then submits: {@code --config FILE [--set KEY=VALUE]...}. */
  public static void main(String[] args) throws Exception {
    Submission.run(
        () -> {
          JobConfig config = JobArguments.parse(Job.SEQUENCE, args);
          Preflight.of(Job.SEQUENCE, config).run();
          StreamExecutionEnvironment env = JobEnvironment.environment(config);
          define(env, config);
          env.executeAsync("tidemark sequence");
        });
  }

  /** The graph between Kafka topics. */
  public static void define(StreamExecutionEnvironment env, JobConfig config) {
    SequencePipeline.define(
        env,
        config,
        KafkaSources.merged(config),
        KafkaTopicIds.of(config.kafka()),
        KafkaSinks.sequence(config));
  }
}
