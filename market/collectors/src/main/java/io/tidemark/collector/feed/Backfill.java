package io.tidemark.collector.feed;

import io.tidemark.core.fact.Trade;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Trades that were missed are asked for. Until the answer has come the instrument's new trades are
 * held back, so that all are handed on in their order; not for longer than {@link #LONGEST}.
 */
final class Backfill {

  /** µs. */
  static final long LONGEST = 15_000_000;

  /** Trades that are held back for one instrument; with one more the answer is not waited for. */
  static final int MOST_HELD = 20_000;

  private static final class Asked {
    private final URI uri;
    private final long since;
    private final List<Trade> held = new ArrayList<>();

    Asked(URI uri, long since) {
      this.uri = uri;
      this.since = since;
    }
  }

  private final Map<String, Asked> asked = new HashMap<>();
  private final ArrayDeque<URI> requests = new ArrayDeque<>();

  /** Trades of the instrument are missing, and this request is for them. */
  void ask(String instrument, URI uri, long now) {
    if (!asked.containsKey(instrument)) {
      asked.put(instrument, new Asked(uri, now));
      requests.add(uri);
    }
  }

  /** The next request, if there is one; one at a time, for venues count them. */
  List<URI> request() {
    URI next = requests.poll();
    return next == null ? List.of() : List.of(next);
  }

  /** Whether the trade is held back until what is missing before it is known. */
  boolean holds(Trade trade) {
    Asked waiting = asked.get(trade.instrument());
    if (waiting == null || waiting.held.size() >= MOST_HELD) {
      return false;
    }
    waiting.held.add(trade);
    return true;
  }

  /** The instrument whose trades this request asks for; empty if it asks for others. */
  String instrument(URI uri) {
    return asked.entrySet().stream()
        .filter(each -> each.getValue().uri.equals(uri))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** The answer has come, or will not: the trades that were held back. */
  List<Trade> release(String instrument) {
    Asked waiting = asked.remove(instrument);
    return waiting == null ? List.of() : waiting.held;
  }

  /** The trades of those that have waited for too long. */
  List<Trade> overdue(long now) {
    List<Trade> released = new ArrayList<>();
    Iterator<Asked> each = asked.values().iterator();
    while (each.hasNext()) {
      Asked waiting = each.next();
      if (now - waiting.since > LONGEST || waiting.held.size() >= MOST_HELD) {
        released.addAll(waiting.held);
        requests.remove(waiting.uri);
        each.remove();
      }
    }
    return released;
  }

  /** No answer is waited for any more: all that was held back. */
  List<Trade> releaseAll() {
    List<Trade> released = new ArrayList<>();
    asked.values().forEach(waiting -> released.addAll(waiting.held));
    asked.clear();
    requests.clear();
    return released;
  }
}
