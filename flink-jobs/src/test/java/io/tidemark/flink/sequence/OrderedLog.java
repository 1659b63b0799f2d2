package io.tidemark.flink.sequence;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.sequence.FactDigest;
import io.tidemark.flink.config.SequenceConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.FactDigestCodec;
import io.tidemark.flink.state.LogEventCodec;
import io.tidemark.flink.testbed.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** What {@link OrderFunction} writes, on RocksDB, without a wait and without ticks. */
final class OrderedLog {

  private final List<String> instruments;
  private final Duration within;
  private final List<LogEvent> log = new ArrayList<>();
  private @Nullable OperatorSubtaskState last;

  /** A fact at a collector, at a time in ms. */
  record Heard(long at, Fact fact) {}

  OrderedLog(List<String> instruments, Duration within) {
    this.instruments = instruments;
    this.within = within;
  }

  List<LogEvent> log() {
    return log;
  }

  /** What was written of one instrument. */
  List<Fact> facts(String instrument) {
    return log.stream().map(LogEvent::fact).filter(f -> f.instrument().equals(instrument)).toList();
  }

  /** The state when the last play ended. */
  @Nullable OperatorSubtaskState last() {
    return last;
  }

  /** Plays it in so many runs, each of which goes on from the state of the one before. */
  void play(List<Heard> heard, int runs) throws Exception {
    List<LogEvent> arrivals = arrivals(heard);
    OperatorSubtaskState from = null;
    for (int run = 0; run < runs; run++) {
      int begin = arrivals.size() * run / runs;
      play(arrivals.subList(begin, arrivals.size() * (run + 1) / runs), from);
      from = last;
    }
  }

  /** Arrivals with the time of their receipt, each kind from its topic. */
  static List<LogEvent> arrivals(List<Heard> heard) {
    Map<String, Long> offsets = new HashMap<>();
    List<LogEvent> arrivals = new ArrayList<>();
    for (Heard each : heard) {
      String topic = Topic.carrying(each.fact().kind()).topicName();
      Origin origin = new Origin(topic, 0, offsets.merge(topic, 1L, Long::sum));
      arrivals.add(
          new LogEvent(each.fact().instrument(), each.at() * 1_000, origin, -1, 0, each.fact()));
    }
    return arrivals;
  }

  /** Plays it in one run. */
  void play(List<LogEvent> arrivals, @Nullable OperatorSubtaskState from) throws Exception {
    SequenceConfig config =
        new SequenceConfig(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(1),
            1_000,
            50_000,
            Duration.ofSeconds(30),
            within);
    KeyedOneInputStreamOperatorTestHarness<String, LogEvent, LogEvent> order =
        Harness.open(
            new KeyedProcessOperator<>(new OrderFunction(config, instruments, 10)),
            LogEvent::instrument,
            CodecTypeInfo.ofImmutable(LogEvent.class, new LogEventCodec()),
            from,
            false);
    try (order) {
      for (LogEvent arrival : arrivals) {
        order.setProcessingTime(arrival.availableAt() / 1_000);
        order.processElement(arrival, 0);
      }
      log.addAll(order.extractOutputValues());
      last = order.snapshot(1, 1);
    }
  }

  /** How many digests the last snapshot holds of an instrument. */
  int listed(String instrument) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, String, Integer> reader =
        Harness.open(
            new KeyedProcessOperator<>(new LengthOfList()), each -> each, Types.INT, last, false);
    try (reader) {
      reader.processElement(instrument, 0);
      return reader.extractOutputValues().get(0);
    }
  }

  /** Reads the list of {@link OrderFunction} and tells its length. */
  private static final class LengthOfList extends KeyedProcessFunction<String, String, Integer> {

    private static final long serialVersionUID = 1;

    @Override
    public void processElement(String instrument, Context context, Collector<Integer> out)
        throws Exception {
      int length = 0;
      for (FactDigest ignored :
          getRuntimeContext()
              .getListState(
                  new ListStateDescriptor<>(
                      "said",
                      CodecTypeInfo.ofImmutableState(FactDigest.class, new FactDigestCodec())))
              .get()) {
        length++;
      }
      out.collect(length);
    }
  }
}
