package io.tidemark.dataset;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.sequence.Admission;
import io.tidemark.simulator.MarketSimulation;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.simulator.SimItem;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The simulated market as logs, in the order of arrival: what the sequence job would write if it
 * lost no time.
 */
public final class SimulatedLog implements EventLog {

  private static final long MOST_AHEAD = 60_000_000L;

  private final MarketSimulation market;
  private final Admission admission =
      new Admission(SimInstrument.ALL.stream().map(SimInstrument::name).toList(), MOST_AHEAD);
  private final ArrayDeque<LogEvent> ready = new ArrayDeque<>();
  private long items;
  private long refused;

  /** From the scenario's beginning. */
  public SimulatedLog(Scenario scenario, long seed) {
    this.market = new MarketSimulation(scenario, seed);
  }

  @Override
  public BarSource barSource(String instrument) {
    return BarSource.TRADES;
  }

  @Override
  public long refused() {
    return refused;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && market.hasNext()) {
      take(market.next());
    }
    return !ready.isEmpty();
  }

  @Override
  public LogEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The scenario is over.");
    }
    return ready.remove();
  }

  @Override
  public void close() {
    ready.clear();
  }

  private void take(SimItem item) {
    items++;
    if (item instanceof SimItem.Good good
        && admission.admit(good.fact(), item.at()) instanceof Parsed.Valid<List<String>> logs) {
      Fact fact = good.fact();
      Origin origin = new Origin("simulation", 0, items);
      for (String log : logs.value()) {
        ready.add(new LogEvent(log, fact.availableAt(), origin, -1, 0, fact));
      }
    } else {
      refused++;
    }
  }
}
