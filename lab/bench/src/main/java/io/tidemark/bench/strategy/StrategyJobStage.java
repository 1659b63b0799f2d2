package io.tidemark.bench.strategy;

import io.tidemark.bench.BenchFixture;
import io.tidemark.bench.MeasuredJob;
import io.tidemark.bench.Setup;
import io.tidemark.bench.Stage;
import io.tidemark.bench.StageResult;
import io.tidemark.bench.WrittenLog;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.kafka.KafkaSinks;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.strategy.StrategyPipeline;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.JobCounts;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The signal job at parallelism 1, where a strategy decides.
 *
 * @param strategy its file
 */
record StrategyJobStage(BenchFixture ground, WrittenLog log, Path strategy, Setup setup)
    implements Stage {

  @Override
  public StageResult run(String prefix) throws Exception {
    JobConfig from = ground.ofStrategy(strategy, log, log.prefix(), setup.assignments());
    JobConfig to = ground.ofStrategy(strategy, log, prefix, setup.assignments());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings(from));
    env.setParallelism(1);
    StrategyPipeline.define(
        env,
        from,
        StrategyPipeline.read(strategy.toString(), from),
        KafkaSources.of(Job.SIGNAL, from),
        KafkaSinks.signal(to));
    return MeasuredJob.toTheEnd(
        ground,
        ground.flink().submit(env, "bench " + setup.model()),
        log.events(),
        prefix,
        JobCounts::decided);
  }
}
