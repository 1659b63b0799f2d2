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
 * follows it is refused: no clock that its producer chose is asked for that.
 */
final class Lane {

  /** How many that follow are asked about the time of one. */
  private static final int LOOK_AHEAD = 16;

  /** How many times a partition's own largest step of late is no jump. */
  private static final int USUAL_STEPS = 2;

  private final ArrivalMerge<Taken> merge;
  private final ArrivalMerge.Partition<Taken> queue;
  private final MergePlan plan;
  private final NeighbourJudge<Taken> judge;
  private final long[] steps = new long[LOOK_AHEAD];
  private int stepCount;
  private boolean paused;

  /** The latest time that was let through. */
  private long latest = ArrivalMerge.NO_TIME;

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
    judge.add(time, taken);
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
      add(taken, time, Long.MAX_VALUE);
    } else if (contradiction != null && isAhead(contradiction)) {
      add(refused(taken, contradiction), ArrivalMerge.NO_TIME, Long.MAX_VALUE);
    } else {
      boolean movesTheClock = !isCommand(taken);
      long reach = plan.hasTimeOfTheWall() || !movesTheClock ? Long.MAX_VALUE : usualStep();
      if (latest != ArrivalMerge.NO_TIME && time > latest) {
        steps[stepCount++ % steps.length] = time - latest;
      }
      latest = Math.max(latest, time);
      add(taken, time, reach);
    }
  }

  private void add(Taken taken, long time, long reach) {
    merge.add(queue, taken, taken.arrival().record().offset(), time, reach);
  }

  /** What goes though it was far ahead of all others, and what follows it is earlier. */
  static Taken contradicted(Taken taken, long earlier) {
    long time = ((Parsed.Valid<Fact>) taken.arrival().fact()).value().availableAt();
    return refused(
        taken,
        time,
        (time - earlier) / 1_000_000
            + " s later than what follows it in its partition, and than all other partitions");
  }

  private static boolean isAhead(Contradiction<Taken> contradiction) {
    NeighbourJudge.Timed<Taken> after = contradiction.after();
    return after != null && contradiction.time() > after.time();
  }

  private static Taken refused(Taken taken, Contradiction<Taken> contradiction) {
    NeighbourJudge.Timed<Taken> after = contradiction.after();
    if (after == null) {
      throw new IllegalStateException("nothing follows, so it is ahead of nothing");
    }
    return refused(
        taken,
        contradiction.time(),
        (contradiction.time() - after.time()) / 1_000_000
            + " s later than offset "
            + after.element().arrival().record().offset()
            + " behind it in its partition says ("
            + contradiction.against()
            + " of the "
            + contradiction.asked()
            + " records that follow contradict it)");
  }

  /** A command keeps its fact: another clock than its sender's says whether it is in time. */
  private static Taken refused(Taken taken, long time, String against) {
    if (isCommand(taken)) {
      return taken;
    }
    String detail =
        "it claims to be known at "
            + Instant.EPOCH.plus(time, ChronoUnit.MICROS)
            + ", "
            + against
            + ": check the producer's clock and unit";
    return new Taken(
        new Arrival(taken.arrival().record(), Parsed.rejected(RejectReason.IN_FUTURE, detail)),
        taken.split());
  }

  private static boolean isCommand(Taken taken) {
    return taken.arrival().fact() instanceof Parsed.Valid<Fact> valid
        && valid.value().kind().isCommand();
  }
}
