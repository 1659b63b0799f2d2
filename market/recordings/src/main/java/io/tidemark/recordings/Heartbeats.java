package io.tidemark.recordings;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Trade;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The heartbeats of all instruments; of those that are due at one time the first by name. */
final class Heartbeats {

  /** How long a market that is recorded trade by trade may be quiet before a tick, µs. */
  private static final long TICK_EVERY = 60_000_000L;

  private final Map<String, Heartbeat> heartbeats = new TreeMap<>();

  Heartbeats(List<String> instruments) {
    for (String instrument : instruments) {
      heartbeats.put(instrument, new Heartbeat(instrument));
    }
  }

  void opened(List<String> markets) {
    markets.forEach(instrument -> of(instrument).opened());
  }

  void ended(List<String> markets) {
    markets.forEach(instrument -> of(instrument).ended());
  }

  /** A market speaks by its bars and trades, not by its book. */
  void hear(Fact fact, long at) {
    if (fact instanceof Candle candle) {
      of(fact.instrument()).spoke(at, candle.length());
    } else if (fact instanceof Trade) {
      of(fact.instrument()).spoke(at, TICK_EVERY);
    }
  }

  /** Whose tick is due first; null if nobody's is. */
  @Nullable Heartbeat earliest() {
    Heartbeat first = null;
    for (Heartbeat heartbeat : heartbeats.values()) {
      if (heartbeat.due() != Heartbeat.NEVER && (first == null || heartbeat.due() < first.due())) {
        first = heartbeat;
      }
    }
    return first;
  }

  private Heartbeat of(String instrument) {
    return Objects.requireNonNull(heartbeats.get(instrument), instrument);
  }
}
