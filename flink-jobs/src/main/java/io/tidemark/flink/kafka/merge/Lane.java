package io.tidemark.flink.kafka.merge;

import io.tidemark.core.sequence.ArrivalMerge;
import io.tidemark.core.sequence.ArrivalMerge.Claim;
import io.tidemark.core.sequence.EdgeGaps;
import io.tidemark.core.sequence.NeighbourJudge;
import io.tidemark.core.sequence.NeighbourJudge.Contradiction;
import io.tidemark.core.sequence.NeighbourJudge.Judged;
import io.tidemark.core.sequence.NeighbourJudge.Limits;
import org.apache.kafka.common.TopicPartition;

/**
 * The way of one partition into the merge. Of what is far ahead of both what came before it and
 * what follows it the merge is told so: no clock that its producer chose is asked for that.
 */
final class Lane {

  /** How many that follow are asked about the time of one. */
  private static final int LOOK_AHEAD = 16;

  private final ArrivalMerge<Taken> merge;
  private final ArrivalMerge.Partition<Taken> queue;
  private final MergePlan plan;
  private final NeighbourJudge<Taken> judge;
  private boolean paused;

  Lane(ArrivalMerge<Taken> merge, TopicPartition partition, MergePlan plan) {
    this.merge = merge;
    this.queue = merge.partition(partition.toString());
    this.plan = plan;
    this.judge =
        new NeighbourJudge<>(
            new Limits(LOOK_AHEAD, plan.maxAheadMicros(), EdgeGaps.ANY), this::judged);
  }

  /** The next record of the partition. */
  void take(Taken taken) {
    if (taken.time() == ArrivalMerge.NO_TIME) {
      judge.pass(taken);
    } else {
      judge.add(taken.time(), taken);
    }
  }

  /** Says how far it has been read; at the end of a round nothing waits for what may come. */
  void read(Progress read) {
    if (read.position() >= read.end() || merge.isThrough(queue, read.position())) {
      judge.drain();
    }
    merge.read(queue, judge.pending() == 0 ? read.position() : 0, read.end());
  }

  /** Whether no more of it should be read for now; asked once, it is paused. */
  boolean becomesPaused() {
    boolean becomes = !paused && merge.isFull(queue);
    paused |= becomes;
    return becomes;
  }

  /** Whether more of it should be read again. */
  boolean becomesResumed() {
    boolean becomes = paused && merge.hasRoom(queue);
    paused &= !becomes;
    return becomes;
  }

  private void judged(Judged<Taken> judged) {
    Taken taken = judged.element();
    Contradiction<Taken> contradiction = judged.contradiction();
    NeighbourJudge.Timed<Taken> after = contradiction == null ? null : contradiction.after();
    if (taken.time() == ArrivalMerge.NO_TIME) {
      add(taken, Claim.NONE);
    } else if (after != null && taken.time() > after.time()) {
      add(taken, new Claim(taken.time(), plan.maxAheadMicros(), after.time()));
    } else {
      // A market by the wall clock needs no other partition's word, and a command moves no clock.
      boolean isTrusted = plan.hasTimeOfTheWall() || taken.isCommand();
      long reach = isTrusted ? Long.MAX_VALUE : plan.maxAheadMicros();
      add(taken, new Claim(taken.time(), reach, ArrivalMerge.NO_TIME));
    }
  }

  private void add(Taken taken, Claim claim) {
    merge.add(queue, taken, taken.offset(), claim);
  }
}
