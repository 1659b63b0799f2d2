package io.tidemark.flink.kafka.merge;

import io.tidemark.core.sequence.ArrivalMerge;
import io.tidemark.flink.metrics.MetricId;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the merge shows of itself. The task's thread writes and a reporter's thread reads. */
final class MergeGauges {

  private volatile int leftOut;
  private volatile int heldBack;
  private volatile int readAhead;
  private volatile long jumps;

  /** Registers them in the reader's group. */
  MergeGauges(MetricGroup reader) {
    MetricGroup group = reader.addGroup(MetricId.GROUP);
    group.gauge(MetricId.PARTITIONS_LEFT_OUT.metricName(), (Gauge<Integer>) () -> leftOut);
    group.gauge(MetricId.PARTITIONS_HELD_BACK.metricName(), (Gauge<Integer>) () -> heldBack);
    group.gauge(MetricId.READ_AHEAD.metricName(), (Gauge<Integer>) () -> readAhead);
    group.gauge(MetricId.JUMPS.metricName(), (Gauge<Long>) () -> jumps);
  }

  void show(ArrivalMerge<?> merge) {
    leftOut = merge.leftOut();
    heldBack = merge.heldBack();
    readAhead = merge.size();
    jumps = merge.jumps();
  }
}
