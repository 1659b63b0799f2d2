package io.tidemark.cli.bench;

import io.tidemark.cli.export.SimulatedLog;
import io.tidemark.cli.kafka.TopicWriter;
import io.tidemark.cli.sim.Scenario;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import java.util.EnumMap;
import java.util.Map;

/**
 * The log that all stages read.
 *
 * @param seed of the simulated market
 * @param events in it
 * @param hours of market time that it covers
 * @param kinds how many there are of each kind
 */
record WrittenLog(long seed, long events, double hours, Map<EventKind, Long> kinds) {

  /** More than anybody asks for: the simulation is read only as far as it is needed. */
  private static final int DAYS = 365;

  /** Writes the beginning of the simulated days that demo-linear was trained on, of any seed. */
  static WrittenLog write(Ground ground, long seed, long events) {
    LogFormat format = new LogFormat();
    Map<EventKind, Long> kinds = new EnumMap<>(EventKind.class);
    long begin = 0;
    long end = 0;
    long written = 0;
    try (SimulatedLog market = new SimulatedLog(Scenario.training(seed, DAYS), seed);
        TopicWriter writer = new TopicWriter(ground.client())) {
      while (written < events && market.hasNext()) {
        LogEvent event = market.next();
        writer.write(
            Topic.EVENTS.topicName(),
            event.instrument(),
            format.encode(event),
            event.availableAt());
        kinds.merge(event.fact().kind(), 1L, Long::sum);
        begin = written == 0 ? event.availableAt() : begin;
        end = event.availableAt();
        written++;
      }
      writer.flush();
    }
    return new WrittenLog(seed, written, Math.round((end - begin) / 3.6e8) / 10.0, kinds);
  }
}
