package io.tidemark.core.risk;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.state.HeapSize;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the risk gate remembers of one instrument: bounded, written by {@link RiskStateCodec}. */
public final class RiskState {

  /** What is of one size, with the text of an id. */
  private static final long SELF_BYTES =
      HeapSize.object(2 + 2 * Long.BYTES + 5 * HeapSize.REFERENCE + 2 * Integer.BYTES)
          + HeapSize.array(RiskLimits.MOST_CHANGES_PER_HOUR, Long.BYTES)
          + HeapSize.object(4 * HeapSize.REFERENCE + 3 * Integer.BYTES)
          + HeapSize.array(RiskRule.values().length, HeapSize.REFERENCE)
          + 64;

  private static final long ALERT_BYTES = HeapSize.object(HeapSize.REFERENCE + 4 * Long.BYTES);

  boolean killed;

  /** When the kill switch was pulled, µs; 0 if it was not. */
  long killedAt;

  /** What the last signal said; HOLD before the first. */
  Action action = Action.HOLD;

  /** Until when it holds, µs. */
  long validUntil;

  /** Its id; empty before the first. */
  String lastId = "";

  /** Ring of the clock at the newest changes of action, µs. */
  final long[] changes = new long[RiskLimits.MOST_CHANGES_PER_HOUR];

  /** How many of them are filled. */
  int changeCount;

  /** Where the next one goes. */
  int nextChange;

  /** Which rules block at the moment, at most one alert each. */
  final Map<RiskRule, OpenAlert> alerts = new EnumMap<>(RiskRule.class);

  /** Which model's patterns the instrument was held against; no state, asked anew where needed. */
  private @Nullable ModelInstruments askedOf;

  /** What came of it. */
  private boolean served;

  /** Before the first event. */
  public RiskState() {}

  /** Bytes of heap that it takes, within a quarter. */
  public long heapBytes() {
    return SELF_BYTES + ALERT_BYTES * alerts.size();
  }

  /** Whether the kill switch is on. */
  public boolean isKilled() {
    return killed;
  }

  /** The first rule, in their order, whose alert is open; null if none is. */
  public @Nullable RiskRule blockedBy() {
    return alerts.isEmpty() ? null : alerts.keySet().iterator().next();
  }

  /** Event time at which the alert of {@link #blockedBy} opened, µs; 0 if none is open. */
  public long blockedSince() {
    return alerts.isEmpty() ? 0 : alerts.values().iterator().next().openedAt;
  }

  /**
   * Whether a model was made for the instrument. Its patterns may be a thousand, and rules ask at
   * every event: they are held against the name once, until another model is asked about.
   */
  @SuppressWarnings("ReferenceEquality") // two models may say the same, and are asked twice then
  boolean isOf(ModelInstruments instruments, String instrument) {
    if (askedOf != instruments) {
      served = instruments.serves(instrument);
      askedOf = instruments;
    }
    return served;
  }

  void obey(ControlCommand command, long moment) {
    if (command == ControlCommand.KILL && !killed) {
      killed = true;
      killedAt = moment;
    } else if (command == ControlCommand.RESUME) {
      killed = false;
      killedAt = 0;
    }
  }

  /** Whether nothing was said yet, or the time of what was said last is over. */
  boolean nothingValid(long clock) {
    return lastId.isEmpty() || clock > validUntil;
  }

  /**
   * BUY or SELL where one may still be acted on, else HOLD.
   *
   * @param clock the instrument's, µs
   */
  public Action standing(long clock) {
    return nothingValid(clock) ? Action.HOLD : action;
  }

  /** Changes of action that are younger than {@code span}; exact up to the ring's length. */
  int changesWithin(long span, long clock) {
    int count = 0;
    while (count < changeCount && clock - newest(count) < span) {
      count++;
    }
    return count;
  }

  void remember(Signal signal, long clock) {
    if (signal.action() != action) {
      rememberChange(clock);
    }
    action = signal.action();
    validUntil = signal.recommendation().validUntil();
    lastId = signal.id();
  }

  void rememberChange(long clock) {
    changes[nextChange] = clock;
    nextChange = (nextChange + 1) % changes.length;
    changeCount = Math.min(changeCount + 1, changes.length);
  }

  /** The change that was {@code back} changes before the newest. */
  long newest(int back) {
    return changes[Math.floorMod(nextChange - 1 - back, changes.length)];
  }
}
