package io.tidemark.simulator;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Tick;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A market that lives through a scenario and sends what it does, in order of arrival. Scenario and
 * seed decide every bit of it; memory holds a few seconds of what is under way.
 */
public final class MarketSimulation implements Iterator<SimItem> {

  private final Scenario scenario;
  private final List<InstrumentFeed> feeds = new ArrayList<>();
  private final MarketFeed market;
  private final PoisonFeed poison;
  private final Outbox outbox = new Outbox();
  private long now;
  private @Nullable SimItem ready;

  /** At the beginning of {@code scenario}. */
  public MarketSimulation(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.now = scenario.start();
    Noise noise = new Noise(seed);
    for (int i = 0; i < SimInstrument.ALL.size(); i++) {
      feeds.add(
          new InstrumentFeed(SimInstrument.ALL.get(i), scenario.phases(), noise.fork(100 + i)));
    }
    this.market = new MarketFeed(feeds, scenario.start(), noise.fork(1));
    this.poison = new PoisonFeed(scenario, noise.fork(2));
  }

  @Override
  public boolean hasNext() {
    while (ready == null) {
      boolean over = now > scenario.end();
      ready = outbox.takeBefore(over ? Long.MAX_VALUE : now);
      if (ready == null) {
        if (over) {
          return false;
        }
        second();
      }
    }
    return true;
  }

  @Override
  public SimItem next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException("The scenario is over.");
    }
    SimItem item = ready;
    ready = null;
    return item;
  }

  /** The last second only says that the time is up, so that the last bar closes. */
  private void second() {
    if (now == scenario.end()) {
      outbox.send(Tick.of(Instruments.ALL, now));
    } else {
      for (InstrumentFeed feed : feeds) {
        feed.second(now, now - scenario.start(), outbox);
      }
      market.second(now, outbox);
      poison.until(now + Scenario.SECOND, outbox);
    }
    now += Scenario.SECOND;
  }
}
