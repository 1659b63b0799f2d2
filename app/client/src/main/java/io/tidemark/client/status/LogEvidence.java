package io.tidemark.client.status;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.config.ContextInput;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the newest records of an instrument's log tell, in their order. Times are µs since the
 * epoch.
 */
final class LogEvidence {

  /** A trade that comes so far behind the log's clock counts as late here. */
  static final long LATE_MICROS = 60_000_000L;

  private final Map<EventKind, LogEvent> newest = new EnumMap<>(EventKind.class);
  private @Nullable LogEvent first;
  private @Nullable LogEvent last;
  private @Nullable LogEvent fearGreed;
  private long clock = Long.MIN_VALUE;
  private long records;
  private long trades;
  private long late;

  void take(LogEvent event) {
    records++;
    if (first == null) {
      first = event;
    }
    last = event;
    newest.put(event.fact().kind(), event);
    if (event.fact() instanceof Metric metric && metric.name().equals(Metric.FEAR_GREED)) {
      fearGreed = event;
    }
    if (event.fact() instanceof Trade trade) {
      trades++;
      if (clock != Long.MIN_VALUE && trade.eventTime() < clock - LATE_MICROS) {
        late++;
      }
    }
    if (!event.fact().kind().isCommand()) {
      clock = Math.max(clock, event.availableAt());
    }
  }

  /** How many there were. */
  long records() {
    return records;
  }

  /** The oldest that was looked at; null if there was none. */
  @Nullable LogEvent first() {
    return first;
  }

  /** The newest; null if there was none. */
  @Nullable LogEvent last() {
    return last;
  }

  /** The newest one of a kind; null if none was looked at. */
  @Nullable LogEvent newest(EventKind kind) {
    return newest.get(kind);
  }

  /** The newest trade or candle; null if none was looked at. */
  @Nullable LogEvent price() {
    LogEvent trade = newest.get(EventKind.TRADE);
    LogEvent candle = newest.get(EventKind.CANDLE);
    if (trade == null || candle == null) {
      return trade == null ? candle : trade;
    }
    return trade.availableAt() >= candle.availableAt() ? trade : candle;
  }

  /** The newest value of an input; null if none was looked at. */
  @Nullable LogEvent input(ContextInput input) {
    return switch (input) {
      case BOOK -> newest.get(EventKind.BOOK);
      case FUNDING -> newest.get(EventKind.FUNDING);
      case SENTIMENT -> newest.get(EventKind.SENTIMENT);
      case FEAR_GREED -> fearGreed;
    };
  }

  /** The newest command; null if none was looked at. */
  @Nullable Control command() {
    LogEvent event = newest.get(EventKind.CONTROL);
    return event != null && event.fact() instanceof Control control ? control : null;
  }

  /** The largest time of those that are no commands; {@link Long#MIN_VALUE} if there was none. */
  long clock() {
    return clock;
  }

  /** How many trades there were. */
  long trades() {
    return trades;
  }

  /** Share of the trades that came behind, 0 to 1; NaN where there were none. */
  double lateShare() {
    return trades == 0 ? Double.NaN : (double) late / trades;
  }
}
