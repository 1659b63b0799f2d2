package io.tidemark.recordings;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.table.Repetitions;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows what another table gave already, in the order in which tables are merged. Recordings know
 * their own repetitions; bars are told by their starts.
 */
final class RepeatedFacts {

  private final TradeForms forms;
  private final Map<String, Long> lastBarStarts = new HashMap<>();
  private final Repetitions given = new Repetitions();

  RepeatedFacts(TradeForms forms) {
    this.forms = forms;
  }

  /** Whether another file gave it; else it is remembered. */
  boolean holds(Source source, Fact fact) {
    if (fact instanceof Candle candle) {
      Long last = lastBarStarts.put(candle.instrument(), candle.start());
      return last != null && last == candle.start();
    }
    return source.isTable()
        && (!(fact instanceof Trade) || forms.areInMoreTables(fact.instrument()))
        && given.remember(fact, source.rank()) != null;
  }

  /** What there is to say of such a fact. */
  static String words(Fact fact) {
    return "another file already gave the "
        + (fact instanceof Candle candle
            ? "bar at " + candle.start() / 1_000 + " ms"
            : fact instanceof Trade trade
                ? "trade " + trade.tradeId()
                : "value of " + fact.eventTime() / 1_000 + " ms");
  }
}
