package io.tidemark.flink.sequence;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.sequence.Admission;
import io.tidemark.core.sequence.CommandTimes;
import io.tidemark.flink.config.SequenceConfig;
import io.tidemark.flink.io.Arrival;
import io.tidemark.flink.io.DeadLetters;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.TopicIds;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Admits what the input topics tell: one copy for each log that it goes into, or a dead letter. It
 * runs beside the one reader of the topics, so it hears all of them in one order.
 */
final class AdmitFunction extends ProcessFunction<Arrival, LogEvent> {

  private static final long serialVersionUID = 1;

  private final String topicPrefix;

  @SuppressWarnings("serial") // an ArrayList
  private final List<String> instruments;

  @SuppressWarnings("serial") // a HashMap of lists that travel, too
  private final Map<String, List<String>> references;

  private final long maxAhead;
  private final boolean timeOfTheWall;
  private final TopicIds topicIds;
  private final OutputTag<DeadLetter> deadLetters;

  private transient Admission admission;
  private transient CommandTimes commands;
  private transient Counts counts;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  AdmitFunction(
      String topicPrefix,
      List<String> instruments,
      Map<String, List<String>> references,
      SequenceConfig config,
      TopicIds topicIds,
      OutputTag<DeadLetter> deadLetters) {
    this.topicPrefix = topicPrefix;
    this.instruments = new ArrayList<>(instruments);
    this.references = new HashMap<>(references);
    this.maxAhead = config.maxAhead().toNanos() / 1_000;
    this.timeOfTheWall = config.hasTimeOfTheWall();
    this.topicIds = topicIds;
    this.deadLetters = deadLetters;
  }

  @Override
  public void open(OpenContext context) {
    admission = new Admission(instruments, references, maxAhead);
    commands = new CommandTimes(maxAhead, timeOfTheWall);
    counts = Counts.open(getRuntimeContext(), MetricId.READ, MetricId.FACTS, MetricId.DEAD);
  }

  @Override
  public void close() {
    topicIds.close();
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<LogEvent> out) {
    counts.add(MetricId.READ);
    RawRecord record = arrival.record();
    long wall = context.timerService().currentProcessingTime() * 1_000;
    long arrivedAt = record.timestamp() * 1_000;
    long latest = timeOfTheWall ? Math.min(arrivedAt, wall) : arrivedAt;
    String topic = record.topic().substring(topicPrefix.length());
    String id = topicIds.of(record.topic(), record.partition(), record.offset());
    Origin origin = new Origin(topic, record.partition(), record.offset(), id);
    Parsed<Placed> parsed =
        arrival
            .fact()
            .then(fact -> commands.admit(fact, origin, wall))
            .then(
                fact ->
                    admission
                        .admit(fact, latest)
                        .then(logs -> Parsed.valid(new Placed(fact, logs))));
    if (parsed instanceof Parsed.Valid<Placed> valid) {
      counts.add(MetricId.FACTS);
      commands.hear(valid.value().fact(), origin);
      place(valid.value(), origin, out);
    } else {
      Parsed.Rejected<Placed> rejected = (Parsed.Rejected<Placed>) parsed;
      counts.add(MetricId.DEAD, rejected.reason());
      context.output(deadLetters, DeadLetters.of(record, id, rejected.reason(), rejected.detail()));
    }
  }

  private static void place(Placed placed, Origin origin, Collector<LogEvent> out) {
    Fact fact = placed.fact();
    for (String log : placed.logs()) {
      out.collect(new LogEvent(log, fact.availableAt(), origin, -1, 0, fact));
    }
  }

  /** A fact and the logs it goes into. */
  private record Placed(Fact fact, List<String> logs) {}
}
