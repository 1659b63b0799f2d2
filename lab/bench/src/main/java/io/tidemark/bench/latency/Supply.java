package io.tidemark.bench.latency;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.dataset.SimulatedLog;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.MarketSimulation;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimItem;
import java.util.NoSuchElementException;

/** The simulated market as records for the log, or for the raw topics. */
interface Supply {

  /** More than anybody asks for. */
  int DAYS = 365;

  /**
   * The next record.
   *
   * @throws NoSuchElementException if the market is over
   */
  Outgoing next();

  /** From the beginning of the simulated days that demo-linear was trained on, of any seed. */
  static Supply of(Route route, long seed) {
    Scenario scenario = Scenario.training(seed, DAYS);
    return switch (route) {
      case LOG -> log(new SimulatedLog(scenario, seed));
      case RAW -> raw(new MarketSimulation(scenario, seed));
    };
  }

  private static Supply log(SimulatedLog market) {
    LogFormat format = new LogFormat();
    return () -> {
      LogEvent event = market.next();
      return new Outgoing(
          Topic.EVENTS.topicName(), event.instrument(), format.encode(event), event.availableAt());
    };
  }

  /** Only what is well-formed: a record that is broken on purpose becomes no signal. */
  private static Supply raw(MarketSimulation market) {
    RawEncoder encoder = new RawEncoder();
    return () -> {
      SimItem item = market.next();
      while (!(item instanceof SimItem.Good)) {
        item = market.next();
      }
      var fact = ((SimItem.Good) item).fact();
      return new Outgoing(
          Topic.carrying(item.kind()).topicName(),
          fact.instrument(),
          encoder.encode(fact),
          item.at());
    };
  }
}
