package io.tidemark.flink.testbed;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code market.events.v1} as the sequence job would have written it, in two partitions. */
public final class MarketLog {

  private static final int PARTITIONS = 2;

  private final LogFormat format = new LogFormat();
  private final List<List<RawRecord>> partitions = new ArrayList<>();

  private MarketLog() {
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  /** The same of facts in any order. */
  public static MarketLog ofUnsorted(List<Fact> facts) {
    return of(facts.stream().sorted(Comparator.comparingLong(Fact::availableAt)).toList());
  }

  /** The log of {@link Market#facts}. */
  public static MarketLog of(List<Fact> facts) {
    return of(facts, Market.INSTRUMENTS);
  }

  /** The log of facts of other instruments. */
  public static MarketLog of(List<Fact> facts, List<String> instruments) {
    MarketLog log = new MarketLog();
    Map<Topic, Long> offsets = new LinkedHashMap<>();
    for (Fact fact : facts) {
      Topic topic = Topic.carrying(fact.kind());
      Origin origin = new Origin(topic.topicName(), 0, offsets.merge(topic, 1L, Long::sum));
      for (int i = 0; i < instruments.size(); i++) {
        String instrument = instruments.get(i);
        if (fact.instrument().equals(instrument) || fact.instrument().equals(Instruments.ALL)) {
          LogEvent event = new LogEvent(instrument, fact.availableAt(), origin, -1, 0, fact);
          log.append(i % PARTITIONS, log.format.encode(event));
        }
      }
    }
    return log;
  }

  /** The same, and then its last {@code records} of each partition again. */
  public MarketLog repeatingTheLast(int records) {
    MarketLog log = copy();
    for (int p = 0; p < PARTITIONS; p++) {
      List<RawRecord> whole = partitions.get(p);
      for (RawRecord record : whole.subList(whole.size() - records, whole.size())) {
        log.append(p, record.value());
      }
    }
    return log;
  }

  /** The same, where in each partition the {@code records} before {@code at} come again there. */
  public MarketLog repeatingBefore(int[] at, int records) {
    MarketLog log = new MarketLog();
    for (int p = 0; p < PARTITIONS; p++) {
      List<RawRecord> whole = partitions.get(p);
      for (RawRecord record : whole.subList(0, at[p])) {
        log.append(p, record.value());
      }
      for (RawRecord record : whole.subList(at[p] - records, whole.size())) {
        log.append(p, record.value());
      }
    }
    return log;
  }

  /** The same, where from {@code from} on in each partition origins have this topic id. */
  public MarketLog namingTopics(int[] from, String topicId) {
    return changed(
        from, origin -> new Origin(origin.topic(), origin.partition(), origin.offset(), topicId));
  }

  /**
   * The same, as if at {@code at} in each partition all topics were created anew: offsets begin
   * anew, and the topics have this id.
   */
  public MarketLog createdAnew(int[] at, String topicId) {
    Map<String, Long> ends = new HashMap<>();
    for (int p = 0; p < PARTITIONS; p++) {
      for (RawRecord record : partitions.get(p).subList(0, at[p])) {
        Origin origin = event(record).origin();
        ends.merge(origin.topic(), origin.offset(), Math::max);
      }
    }
    return changed(
        at,
        origin ->
            new Origin(
                origin.topic(),
                origin.partition(),
                origin.offset() - ends.getOrDefault(origin.topic(), 0L),
                topicId));
  }

  private MarketLog changed(int[] from, UnaryOperator<Origin> change) {
    MarketLog log = new MarketLog();
    for (int p = 0; p < PARTITIONS; p++) {
      for (RawRecord record : partitions.get(p)) {
        if (record.offset() < from[p]) {
          log.append(p, record.value());
        } else {
          LogEvent event = event(record);
          log.append(
              p,
              format.encode(
                  new LogEvent(
                      event.instrument(),
                      event.availableAt(),
                      change.apply(event.origin()),
                      -1,
                      0,
                      event.fact())));
        }
      }
    }
    return log;
  }

  /** The same, with these values put in, evenly spread. */
  public MarketLog with(List<byte @Nullable []> values) {
    MarketLog log = new MarketLog();
    for (int p = 0; p < PARTITIONS; p++) {
      List<RawRecord> whole = partitions.get(p);
      int distance = whole.size() / (values.size() + 1);
      for (int i = 0; i < whole.size(); i++) {
        log.append(p, whole.get(i).value());
        int next = (i + 1) / distance - 1;
        if ((i + 1) % distance == 0 && next < values.size()) {
          log.append(p, values.get(next));
        }
      }
    }
    return log;
  }

  /** By partition, in the order of the offsets. */
  public List<List<RawRecord>> partitions() {
    return partitions;
  }

  /** By partition, the first record that could be known at {@code time} or later. */
  public int[] positions(long time) {
    return partitions.stream()
        .mapToInt(
            records -> {
              int at = 0;
              while (event(records.get(at)).availableAt() < time) {
                at++;
              }
              return at;
            })
        .toArray();
  }

  private LogEvent event(RawRecord record) {
    return Valid.of(format.decode(record.value(), record.offset(), 0));
  }

  private MarketLog copy() {
    MarketLog log = new MarketLog();
    for (int p = 0; p < PARTITIONS; p++) {
      log.partitions.get(p).addAll(partitions.get(p));
    }
    return log;
  }

  private void append(int partition, byte @Nullable [] value) {
    List<RawRecord> records = partitions.get(partition);
    long offset = records.size();
    long timestamp = Market.START / 1_000 + offset;
    records.add(new RawRecord(Topic.EVENTS.topicName(), partition, offset, timestamp, value));
  }
}
