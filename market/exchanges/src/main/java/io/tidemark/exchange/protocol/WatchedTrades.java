package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trades of one instrument from when on it is watched. Live ones can be held back until an
 * answer has brought those that are missing before them. The collector and whoever reads its
 * recordings join the two here, so that both have the same order.
 */
public final class WatchedTrades {

  /**
   * Trades that may be held back; an answer is not waited for with more. With those of an answer
   * they are fewer than a line of a recording may bring.
   */
  public static final int MOST_HELD = 8_000;

  private static final long NOT_WATCHED = Long.MAX_VALUE;
  private static final long SECOND = 1_000_000;

  /**
   * A trade at its place.
   *
   * @param trade as it is handed on
   * @param live whether it was held back
   */
  public record Joined(Trade trade, boolean live) {}

  private final VenueClock clock;
  private final List<Trade> held = new ArrayList<>();

  /** From when on it is watched, by the local clock, µs since the epoch. */
  private long begunAt = NOT_WATCHED;

  /** The time of the first trade, or when it came if that was before, µs since the epoch. */
  private long heardFrom = NOT_WATCHED;

  /** The id of the first trade: those behind it in an answer were watched. */
  private String first = "";

  /** When it was, or when it came if that was before, µs since the epoch. */
  private long firstTime;

  /** Whether it waits for an answer, which may bring those before it. */
  private boolean firstWaits;

  /**
   * Nothing is watched yet.
   *
   * @param clock the venue's: past trades have its times
   */
  public WatchedTrades(VenueClock clock) {
    this.clock = clock;
  }

  /** It is watched from now on, µs since the epoch, unless it is already. */
  public void begin(long now) {
    if (!isWatched()) {
      begunAt = now;
    }
  }

  public boolean isWatched() {
    return begunAt != NOT_WATCHED || heardFrom != NOT_WATCHED;
  }

  /** From when on it is watched, by the venue's clock, µs since the epoch. */
  public long from() {
    return begunAt == NOT_WATCHED ? heardFrom : Math.min(heardFrom, begunAt - clock.ahead());
  }

  /**
   * A trade came live.
   *
   * @param now µs since the epoch
   */
  public void heard(Trade trade, long now) {
    // a time ahead of the clock must not keep what comes next from being asked for
    heardFrom = Math.min(heardFrom, Math.min(trade.eventTime(), now));
    if (first.isEmpty()) {
      first = trade.tradeId();
      firstTime = Math.min(trade.eventTime(), now);
    }
  }

  /** A trade that came live waits for those before it. */
  public void hold(Trade trade) {
    held.add(trade);
    firstWaits |= first.equals(trade.tradeId());
  }

  /** No answer is waited for any more: none brings what was before the first trade behind it. */
  public void settle() {
    firstWaits = false;
  }

  /** Whether no more may be held back: whoever holds lets all go by {@link #release} now. */
  public boolean isFull() {
    return held.size() >= MOST_HELD;
  }

  public Set<String> heldIds() {
    return held.stream().map(Trade::tradeId).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What an answer has since this is watched, in its order; nothing from before the first trade if
   * that was handed on. Trades that are held back are as they came live, for some venues give times
   * less precisely in answers. They still wait: all go again by {@link #release}, and whoever hands
   * them on knows those that it has.
   *
   * @param answer past trades, the oldest first
   * @param now µs since the epoch
   */
  public List<Joined> join(List<Trade> answer, long now) {
    Map<String, Trade> byId = new HashMap<>();
    held.forEach(trade -> byId.put(trade.tradeId(), trade));
    List<Joined> joined = new ArrayList<>();
    boolean watched = false;
    long since = since(answer);
    for (Trade trade : answer) {
      watched |= trade.eventTime() >= since || (!first.isEmpty() && first.equals(trade.tradeId()));
      Trade live = byId.get(trade.tradeId());
      if (live != null && isSame(trade, live)) {
        joined.add(new Joined(knownAt(now, live), true));
      } else if (watched) {
        joined.add(new Joined(trade, false));
      }
    }
    return joined;
  }

  /** From when on trades of the answer are of use, µs since the epoch, beside the first trade. */
  private long since(List<Trade> answer) {
    if (first.isEmpty() || firstWaits) {
      return from();
    }
    boolean hasFirst = answer.stream().anyMatch(trade -> first.equals(trade.tradeId()));
    // some answers know the second only in which a trade was made
    return hasFirst ? NOT_WATCHED : Math.max(from(), Math.floorDiv(firstTime, SECOND) * SECOND);
  }

  private static boolean isSame(Trade trade, Trade other) {
    return trade.price() == other.price()
        && trade.quantity() == other.quantity()
        && trade.takerSide() == other.takerSide();
  }

  /**
   * What is held back, as others could know it only now, µs since the epoch; nothing waits any
   * more.
   */
  public List<Trade> release(long now) {
    List<Trade> all = held.stream().map(trade -> knownAt(now, trade)).toList();
    held.clear();
    return all;
  }

  /** The trade as it is known from then on, µs since the epoch. */
  public static Trade knownAt(long time, Trade trade) {
    return new Trade(
        trade.instrument(),
        trade.eventTime(),
        Math.max(trade.availableAt(), time),
        trade.tradeId(),
        trade.price(),
        trade.quantity(),
        trade.takerSide());
  }
}
