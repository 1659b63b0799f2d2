package io.tidemark.core.sequence;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Tick;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds the time of a command against the market's own, and refuses one that is far ahead of it.
 *
 * <p>A market that lives by the wall clock has the wall's time. One with a time of its own tells it
 * with heartbeats: then it is what those say that stand before the command in its partition. Where
 * none has been read there, nothing is refused: a command moves no clock.
 *
 * <p>Lives in memory only. See RATIONALE.md, "What is a command's time held against?"
 */
public final class CommandTimes {

  private final long maxAhead;
  private final boolean ofTheWall;

  /** By partition, the newest time that a heartbeat in it has told, µs; its offset is 0. */
  private final Map<Origin, Long> told = new HashMap<>();

  /**
   * @param maxAhead how far a command may be ahead of the market, µs
   * @param ofTheWall whether the market's time is that of the wall clock
   */
  public CommandTimes(long maxAhead, boolean ofTheWall) {
    this.maxAhead = maxAhead;
    this.ofTheWall = ofTheWall;
  }

  /**
   * Refuses a command that is too far ahead; lets all other facts pass.
   *
   * @param origin of the fact; one partition's come in their order
   * @param wall what time it is here, µs since the epoch
   */
  public Parsed<Fact> admit(Fact fact, Origin origin, long wall) {
    if (!fact.kind().isCommand()) {
      return Parsed.valid(fact);
    }
    Long market = ofTheWall ? Long.valueOf(wall) : told.get(origin.ofPartition());
    if (market == null || fact.availableAt() - market <= maxAhead) {
      return Parsed.valid(fact);
    }
    return Parsed.rejected(
        RejectReason.IN_FUTURE,
        "the command says that it was given "
            + Ahead.words(fact.availableAt() - market, maxAhead, "after the market's time")
            + ", which is "
            + Instant.EPOCH.plus(market, ChronoUnit.MICROS)
            + (ofTheWall
                ? " by the clock of this task"
                : " by the newest heartbeat before it in its partition")
            + ": stamp a command with the market's time");
  }

  /** Remembers what a heartbeat that was admitted tells. */
  public void hear(Fact fact, Origin origin) {
    if (fact instanceof Tick tick) {
      told.merge(origin.ofPartition(), tick.eventTime(), Math::max);
    }
  }
}
