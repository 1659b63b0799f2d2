package io.tidemark.bench.strategy;

import io.tidemark.bench.BenchFixture;
import io.tidemark.bench.Meter;
import io.tidemark.bench.Setup;
import io.tidemark.bench.Stage;
import io.tidemark.bench.StageResult;
import io.tidemark.bench.WrittenLog;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.strategy.StrategyFile;
import java.nio.file.Path;

/**
 * The strategy job's work without Flink: one thread between a consumer and a producer, state on the
 * heap.
 *
 * @param strategy its file
 */
record StrategyLoopStage(BenchFixture ground, WrittenLog log, Path strategy, Setup setup)
    implements Stage {

  @Override
  public StageResult run(String prefix) throws Exception {
    JobConfig config = ground.ofStrategy(strategy, log, prefix, setup.assignments());
    Meter meter = new Meter(log.events());
    try (TopicReader reader = ground.read(log);
        TopicWriter writer = new TopicWriter(ground.client());
        StrategyPass pass = new StrategyPass(StrategyFile.read(strategy), config, writer)) {
      long read = 0;
      while (read < log.events()) {
        read += reader.poll(pass::take);
        meter.mark(read);
      }
      pass.flush();
      writer.flush();
      meter.mark(read);
      return new StageResult(
          pass.events(),
          pass.scored(),
          ground.committedSignals(prefix),
          pass.signals(),
          meter.rate());
    }
  }
}
