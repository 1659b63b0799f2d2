package io.tidemark.flink.kafka.merge;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.sequence.ArrivalMerge;
import io.tidemark.core.sequence.NeighbourJudge;
import io.tidemark.core.sequence.NeighbourJudge.Contradiction;
import io.tidemark.core.sequence.NeighbourJudge.Judged;
import io.tidemark.core.sequence.NeighbourJudge.Limits;
import io.tidemark.flink.io.Arrival;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * The way of one partition into the merge. What is far ahead of both what came before it and what
 * follows it is refused: no clock that its producer chose is asked for that. What is ahead of all
 * that came before it waits for some that follow, while there are any to be waited for.
 */
final class Lane {

  /** How many that follow are asked about the time of one. */
  private static final int LOOK_AHEAD = 16;

  /** With so many behind it, a jump is judged, though fewer than are asked at most. */
  private static final int ENOUGH = 3;

  /** How many times a partition's own largest step of late is no jump. */
  private static final int USUAL_STEPS = 2;

  private final ArrivalMerge<Taken> merge;
  private final ArrivalMerge.Partition<Taken> queue;
  private final MergePlan plan;
  private final NeighbourJudge<Taken> judge;
  private final long[] steps = new long[LOOK_AHEAD];
  private int stepCount;
  private boolean hasMore = true;
  private boolean paused;

  /** The latest time that was let through. */
  private long latest = ArrivalMerge.NO_TIME;

  private boolean jumped;
  private int sinceJump;
  private long jumpedAt;

  Lane(ArrivalMerge<Taken> merge, TopicPartition partition, MergePlan plan) {
    this.merge = merge;
    this.queue = merge.partition(partition.toString());
    this.plan = plan;
    this.judge =
        new NeighbourJudge<>(
            new Limits(LOOK_AHEAD, plan.maxAheadMicros(), Long.MAX_VALUE, Long.MAX_VALUE),
            this::judged);
  }

  /** The next record of the partition. */
  void take(Taken taken, long now) {
    long time = time(taken, now);
    if (time == ArrivalMerge.NO_TIME) {
      judge.pass(taken);
      return;
    }
    if (jumped) {
      sinceJump++;
      jumped = sinceJump < LOOK_AHEAD;
    } else if (isJump(time)) {
      judge.drain();
      jumped = true;
      sinceJump = 0;
      jumpedAt = now;
    }
    judge.add(time, taken);
  }

  /** Says how many records follow what was taken. */
  void followedBy(long lag, long now) {
    hasMore = lag > 0;
    settle(now);
    merge.read(queue, hasMore);
  }

  /** At its end nothing waits for what may follow, but a jump, and that not for ever. */
  void settle(long now) {
    if (!hasMore && (!jumped || isSettled(now))) {
      judge.drain();
      jumped = false;
    }
  }

  private boolean isSettled(long now) {
    return plan.hasTimeOfTheWall()
        || sinceJump >= ENOUGH
        || now - jumpedAt >= plan.idleAfterMillis();
  }

  boolean waitsForTime() {
    return judge.pending() > 0;
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

  /**
   * When it could be known; none for what is refused anyway. Where the market lives by the wall
   * clock, nothing is known before it is time.
   */
  private long time(Taken taken, long now) {
    if (!(taken.arrival().fact() instanceof Parsed.Valid<Fact> valid)) {
      return ArrivalMerge.NO_TIME;
    }
    long time = valid.value().availableAt();
    boolean impossible = plan.hasTimeOfTheWall() && time - now * 1_000 > plan.maxAheadMicros();
    return impossible ? ArrivalMerge.NO_TIME : time;
  }

  private boolean isJump(long time) {
    long from = latest == ArrivalMerge.NO_TIME ? merge.newest(queue) : latest;
    return from != ArrivalMerge.NO_TIME && time - usualStep() > from;
  }

  private long usualStep() {
    long largest = plan.maxAheadMicros();
    for (long step : steps) {
      largest = Math.max(largest, USUAL_STEPS * step);
    }
    return largest;
  }

  private void judged(Judged<Taken> judged) {
    Taken taken = judged.element();
    long time = time(taken, System.currentTimeMillis());
    Contradiction<Taken> contradiction = judged.contradiction();
    if (time == ArrivalMerge.NO_TIME) {
      merge.add(queue, taken, time, Long.MAX_VALUE);
    } else if (contradiction != null && isAhead(contradiction)) {
      merge.add(queue, refused(taken, contradiction), ArrivalMerge.NO_TIME, Long.MAX_VALUE);
    } else {
      if (latest != ArrivalMerge.NO_TIME && time > latest) {
        steps[stepCount++ % steps.length] = time - latest;
      }
      latest = Math.max(latest, time);
      merge.add(queue, taken, time, plan.hasTimeOfTheWall() ? Long.MAX_VALUE : usualStep());
    }
  }

  private static boolean isAhead(Contradiction<Taken> contradiction) {
    NeighbourJudge.Timed<Taken> after = contradiction.after();
    return after != null && contradiction.time() > after.time();
  }

  /** A command keeps its fact: another clock than its sender's says whether it is in time. */
  private static Taken refused(Taken taken, Contradiction<Taken> contradiction) {
    Arrival arrival = taken.arrival();
    if (arrival.fact() instanceof Parsed.Valid<Fact> valid && valid.value().kind().isCommand()) {
      return taken;
    }
    return new Taken(
        new Arrival(
            arrival.record(), Parsed.rejected(RejectReason.IN_FUTURE, sentence(contradiction))),
        taken.split());
  }

  private static String sentence(Contradiction<Taken> contradiction) {
    NeighbourJudge.Timed<Taken> after = contradiction.after();
    if (after == null) {
      throw new IllegalStateException("nothing follows, so it is ahead of nothing");
    }
    return "it claims to be known at "
        + Instant.EPOCH.plus(contradiction.time(), ChronoUnit.MICROS)
        + ", "
        + (contradiction.time() - after.time()) / 1_000_000
        + " s later than offset "
        + after.element().arrival().record().offset()
        + " behind it in its partition says ("
        + contradiction.against()
        + " of the "
        + contradiction.asked()
        + " records that follow contradict it): check the producer's clock and unit";
  }
}
