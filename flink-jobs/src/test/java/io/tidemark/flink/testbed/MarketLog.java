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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
              while (availableAt(records.get(at)) < time) {
                at++;
              }
              return at;
            })
        .toArray();
  }

  private long availableAt(RawRecord record) {
    return Valid.of(format.decode(record.value(), record.offset(), 0)).availableAt();
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
