package io.tidemark.bench;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.LoadedModel;

/**
 * The job's work without Flink: one thread between a consumer and a producer, state on the heap.
 */
final class LoopStage implements Stage {

  private final BenchFixture ground;
  private final WrittenLog log;
  private final BenchModel model;
  private final PipelineDepth work;
  private final Setup setup;

  LoopStage(
      BenchFixture ground, WrittenLog log, BenchModel model, PipelineDepth work, Setup setup) {
    this.ground = ground;
    this.log = log;
    this.model = model;
    this.work = work;
    this.setup = setup;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public WrittenLog log() {
    return log;
  }

  @Override
  public StageResult run(String prefix) throws Exception {
    JobConfig config = ground.config(model, log, prefix, setup.assignments());
    Meter meter = new Meter(log.events());
    try (LoadedModel opened = SignalJob.model(config).open();
        TopicReader reader = ground.read(log);
        TopicWriter writer = new TopicWriter(ground.client())) {
      Pass pass = new Pass(work, opened, config, writer);
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
