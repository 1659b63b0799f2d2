package io.tidemark.bench;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.dataset.SimulatedLog;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The log that all stages read.
 *
 * @param prefix of its topic
 * @param seed of the market
 * @param events in it
 * @param hours of market time that it covers
 * @param kinds how many there are of each kind
 */
public record WrittenLog(
    String prefix, long seed, long events, double hours, Map<EventKind, Long> kinds) {

  /** A simulated day has twice as many. */
  private static final long EVENTS_A_DAY = 50_000;

  /** Writes the beginning of simulated days as demo-linear was trained on, of any seed. */
  public static WrittenLog ofMarket(BenchFixture ground, long seed, long events) {
    int days = Math.toIntExact(1 + events / EVENTS_A_DAY);
    try (SimulatedLog market = new SimulatedLog(Scenario.training(seed, days), seed)) {
      return write(ground, "", seed, market, events);
    }
  }

  /** Writes trades of many instruments. */
  static WrittenLog ofKeys(BenchFixture ground, int keys, long seed, long events) {
    return write(ground, "keys-" + keys + ".", seed, new ZipfLog(keys, seed), events);
  }

  /**
   * Writes trades with so many in a bar of a minute.
   *
   * @param name tells logs of as many a bar apart
   * @param events at least {@link BarLog#warmUp()}, or none is scored
   */
  public static WrittenLog ofBars(
      BenchFixture ground, String name, int perBar, long seed, long events) {
    String prefix = "bars-%d-%s.".formatted(perBar, name);
    return write(ground, prefix, seed, new BarLog(perBar, seed), events);
  }

  /** What the report calls it. */
  public String name() {
    return prefix.isEmpty() ? "market" : prefix.substring(0, prefix.length() - 1);
  }

  /** The job options that its instruments want: where there is no book, none is awaited. */
  List<String> assignments() {
    if (!kinds.keySet().equals(Set.of(EventKind.TRADE))) {
      return List.of();
    }
    return List.of("inputs=", "inputs." + SimInstrument.SOL.name() + "=");
  }

  private static WrittenLog write(
      BenchFixture ground, String prefix, long seed, Iterator<LogEvent> market, long events) {
    ground.createLog(prefix);
    String topic = prefix + Topic.EVENTS.topicName();
    LogFormat format = new LogFormat();
    Map<EventKind, Long> kinds = new EnumMap<>(EventKind.class);
    long begin = 0;
    long end = 0;
    long written = 0;
    try (TopicWriter writer = new TopicWriter(ground.client())) {
      while (written < events && market.hasNext()) {
        LogEvent event = market.next();
        writer.write(topic, event.instrument(), format.encode(event), event.availableAt());
        kinds.merge(event.fact().kind(), 1L, Long::sum);
        begin = written == 0 ? event.availableAt() : begin;
        end = event.availableAt();
        written++;
      }
      writer.flush();
    }
    return new WrittenLog(prefix, seed, written, Math.round((end - begin) / 3.6e8) / 10.0, kinds);
  }
}
