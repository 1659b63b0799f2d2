package io.tidemark.bench;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.flink.io.Topic;

/** What Kafka alone can do: each record is read and written again, unopened. */
final class CopyStage implements Stage {

  private final BenchFixture ground;
  private final WrittenLog log;

  CopyStage(BenchFixture ground, WrittenLog log) {
    this.ground = ground;
    this.log = log;
  }

  @Override
  public Setup setup() {
    return Setup.copy();
  }

  @Override
  public WrittenLog log() {
    return log;
  }

  @Override
  public StageResult run(String prefix) {
    String to = prefix + Topic.EVENTS.topicName();
    Meter meter = new Meter(log.events());
    long copied = 0;
    try (TopicReader reader = ground.read(log);
        TopicWriter writer = new TopicWriter(ground.client())) {
      while (copied < log.events()) {
        copied +=
            reader.poll(
                record -> writer.write(to, record.key(), record.value(), record.timestamp()));
        meter.mark(copied);
      }
      writer.flush();
      meter.mark(copied);
    }
    return new StageResult(copied, 0, 0, 0, meter.rate());
  }
}
