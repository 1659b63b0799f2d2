package io.tidemark.flink.kafka.merge;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidemark.flink.io.Arrival;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's reader with a merge between what is read and what goes. A partition's position is that of
 * what went: what is in between is read again after a restart, and the group's offsets are never
 * ahead of the log.
 */
@SuppressWarnings("try") // the connector declares what its close throws
final class MergedReader extends KafkaSourceReader<Arrival> {

  /** How often it is asked again while something waits for time to pass. */
  private static final long AGAIN_MILLIS = 200;

  private final TopicsIntake intake;

  MergedReader(
      FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> queue,
      KafkaSourceFetcherManager fetchers,
      TopicsIntake intake,
      Configuration configuration,
      SourceReaderContext context,
      ConsumerMetrics metrics) {
    super(queue, fetchers, intake, configuration, context, metrics);
    this.intake = intake;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    splits.forEach(split -> intake.expect(split.getTopicPartition()));
    super.addSplits(splits);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
    if (emitNext(output)) {
      return InputStatus.MORE_AVAILABLE;
    }
    intake.balance(this::pauseOrResume);
    InputStatus status = super.pollNext(output);
    return emitNext(output) ? InputStatus.MORE_AVAILABLE : status;
  }

  private boolean emitNext(ReaderOutput<Arrival> output) {
    Taken taken = intake.next();
    if (taken == null) {
      return false;
    }
    taken.split().setCurrentOffset(taken.arrival().record().offset() + 1);
    output.collect(taken.arrival());
    return true;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> read = super.isAvailable();
    if (read.isDone() || !intake.waitsForTime()) {
      return read;
    }
    return read.copy().completeOnTimeout(null, AGAIN_MILLIS, MILLISECONDS);
  }

  private void pauseOrResume(Collection<TopicPartition> pause, Collection<TopicPartition> resume) {
    pauseOrResumeSplits(
        pause.stream().map(KafkaPartitionSplit::toSplitId).toList(),
        resume.stream().map(KafkaPartitionSplit::toSplitId).toList());
  }
}
