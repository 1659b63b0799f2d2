package io.tidemark.flink.kafka.merge;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.sequence.ArrivalMerge;
import io.tidemark.core.sequence.ArrivalMerge.Released;
import io.tidemark.flink.io.Arrival;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.RawRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Takes what the connector hands out record by record, and gives it in merged order. */
final class TopicsIntake
    implements RecordEmitter<ConsumerRecord<byte[], byte[]>, Arrival, KafkaPartitionSplitState> {

  private final RawDecoder decoder;
  private final MergePlan plan;
  private final MergeGauges gauges;
  private final ArrivalMerge<Taken> merge;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();

  TopicsIntake(MergePlan plan, MergeGauges gauges) {
    this.plan = plan;
    this.gauges = gauges;
    this.decoder = new RawDecoder(plan.topicPrefix());
    this.merge = new ArrivalMerge<>(plan.bound(), plan.idleAfterMillis());
  }

  /** A partition will be read: what it has may be earlier than what others have. */
  void expect(TopicPartition partition) {
    lane(partition);
  }

  @Override
  public void emitRecord(
      ConsumerRecord<byte[], byte[]> read,
      SourceOutput<Arrival> output,
      KafkaPartitionSplitState split) {
    RawRecord record =
        new RawRecord(
            read.topic(), read.partition(), read.offset(), read.timestamp(), read.value());
    Parsed<Fact> fact = decoder.decode(read.topic(), read.value(), read.timestamp() * 1_000);
    lane(split.getTopicPartition()).take(new Taken(new Arrival(record, fact), split, time(fact)));
  }

  /**
   * When it could be known; none for what is refused anyway. Where the market lives by the wall
   * clock, nothing is known before it is time.
   */
  private long time(Parsed<Fact> fact) {
    if (!(fact instanceof Parsed.Valid<Fact> valid)) {
      return ArrivalMerge.NO_TIME;
    }
    long time = valid.value().availableAt();
    boolean isImpossible =
        plan.hasTimeOfTheWall()
            && time - System.currentTimeMillis() * 1_000 > plan.maxAheadMicros();
    return isImpossible ? ArrivalMerge.NO_TIME : time;
  }

  /** Says how far each partition has been read; all records before that were taken. */
  void read(Map<TopicPartition, Progress> progress) {
    progress.forEach((partition, read) -> lane(partition).read(read));
  }

  /** The next in merged order; null if nothing may go yet. */
  @Nullable Taken next() {
    Released<Taken> next = merge.next(System.currentTimeMillis());
    if (next == null) {
      gauges.show(merge);
      return null;
    }
    Taken taken = next.item();
    return next.contradiction() == ArrivalMerge.NO_TIME
        ? taken
        : taken.inFuture(
            (taken.time() - next.contradiction()) / 1_000_000
                + " s later than what follows it in its partition");
  }

  /** Whether something is here that goes when time has passed, though nothing is read. */
  boolean waitsForTime() {
    return merge.size() > 0;
  }

  /** Says which partitions are to be paused, and which to be resumed, if any are. */
  void balance(BiConsumer<Collection<TopicPartition>, Collection<TopicPartition>> pauseOrResume) {
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    lanes.forEach(
        (partition, lane) -> {
          if (lane.becomesPaused()) {
            pause.add(partition);
          } else if (lane.becomesResumed()) {
            resume.add(partition);
          }
        });
    if (!pause.isEmpty() || !resume.isEmpty()) {
      pauseOrResume.accept(pause, resume);
    }
  }

  private Lane lane(TopicPartition partition) {
    Lane known = lanes.get(partition);
    if (known == null) {
      known = new Lane(merge, partition, plan);
      lanes.put(partition, known);
    }
    return known;
  }
}
