package io.tidemark.flink.signal;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.io.DeadLetters;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The log's bytes to log events, or to dead letters. */
final class LogDecodeFunction extends ProcessFunction<RawRecord, LogEvent> {

  private static final long serialVersionUID = 1;

  private final OutputTag<DeadLetter> deadLetters = Topic.DEAD_LETTERS.tag();
  private transient LogFormat wire;
  private transient Counts counts;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  LogDecodeFunction() {}

  @Override
  public void open(OpenContext context) {
    wire = new LogFormat();
    counts = Counts.open(getRuntimeContext(), MetricId.READ, MetricId.DEAD);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<LogEvent> out) {
    counts.add(MetricId.READ);
    Parsed<LogEvent> parsed =
        wire.decode(record.value(), record.offset(), record.timestamp() * 1_000);
    if (parsed instanceof Parsed.Valid<LogEvent> valid) {
      out.collect(valid.value());
    } else {
      Parsed.Rejected<LogEvent> rejected = (Parsed.Rejected<LogEvent>) parsed;
      counts.add(MetricId.DEAD, rejected.reason());
      context.output(deadLetters, DeadLetters.of(record, rejected.reason(), rejected.detail()));
    }
  }
}
