package io.tidemark.collector.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Which books of a connection are live, which wait for a snapshot, and when each is asked for
 * again: one after the other, ever less often, so that a bad moment of the venue does not become a
 * storm of subscriptions. Times are µs since the epoch.
 */
final class BookStates {

  /** The snapshot that follows a subscription comes within this. */
  private static final long FIRST_ASK = 5_000_000;

  private static final long LONGEST_WAIT = 60_000_000;

  /** Of all books of the connection one is asked for at most this often. */
  private static final long BETWEEN = 500_000;

  private static final class State {
    private boolean live;
    private boolean wasLive;
    private boolean asked;
    private long askAt = Long.MAX_VALUE;
    private long wait = FIRST_ASK;
    private long heardAt;
  }

  private final Map<String, State> states = new TreeMap<>();
  private final RandomGenerator chance;
  private long nextAsk;

  /**
   * No book is known, and none of which nothing was said is asked for yet.
   *
   * @param instruments whose books are being subscribed to
   * @param now when that began
   */
  BookStates(Collection<String> instruments, long now, RandomGenerator chance) {
    this.chance = chance;
    for (String instrument : instruments) {
      State state = new State();
      state.heardAt = now;
      states.put(instrument, state);
    }
  }

  /** All are subscribed to: the snapshots that follow are asked for if they do not come. */
  void subscribed(long now) {
    states.values().forEach(state -> state.askAt = Math.min(state.askAt, now + FIRST_ASK));
  }

  /** Something was said of the book. */
  void heard(String instrument, long now) {
    State state = states.get(instrument);
    if (state != null) {
      state.heardAt = now;
    }
  }

  /** The book is as the venue has it. Returns whether it was lost before and is back. */
  boolean live(String instrument) {
    State state = states.get(instrument);
    if (state == null) {
      return false;
    }
    boolean back = !state.live && state.wasLive;
    state.live = true;
    state.wasLive = true;
    state.asked = false;
    state.wait = FIRST_ASK;
    return back;
  }

  /** The book waits for a snapshot. Returns whether it was live until now. */
  boolean awaited(String instrument, long now) {
    State state = states.get(instrument);
    if (state == null) {
      return false;
    }
    boolean lost = state.live;
    state.live = false;
    if (!state.asked) {
      state.askAt = Math.min(lost ? Long.MAX_VALUE : state.askAt, now + chance.nextLong(BETWEEN));
    }
    return lost;
  }

  /** The live books of which nothing was said for longer than this, µs. */
  List<String> silent(long now, long limit) {
    List<String> silent = new ArrayList<>();
    states.forEach(
        (instrument, state) -> {
          if (state.live && now - state.heardAt > limit) {
            silent.add(instrument);
          }
        });
    return silent;
  }

  /** The book to ask for now, at most one. */
  List<String> due(long now) {
    if (nextAsk > now) {
      return List.of();
    }
    for (Map.Entry<String, State> each : states.entrySet()) {
      State state = each.getValue();
      if (!state.live && state.askAt <= now) {
        state.asked = true;
        state.askAt = now + state.wait;
        state.wait = Math.min(2 * state.wait, LONGEST_WAIT);
        nextAsk = now + BETWEEN;
        return List.of(each.getKey());
      }
    }
    return List.of();
  }

  /** How many are live. */
  int liveCount() {
    return (int) states.values().stream().filter(state -> state.live).count();
  }

  /** Whether every book is live. */
  boolean allLive() {
    return liveCount() == states.size();
  }
}
