package io.tidemark.bench.latency;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import java.util.ArrayDeque;
import java.util.List;

/** A market's log in which models are registered and activated between the market's own events. */
final class SwapSupply implements Supply {

  private final Supply market;
  private final List<String> instruments;
  private final LogFormat format = new LogFormat();
  private final ArrayDeque<ModelUpdate> due = new ArrayDeque<>();
  private long time;
  private long updates;

  SwapSupply(Supply market, List<String> instruments) {
    this.market = market;
    this.instruments = instruments;
  }

  /** The next events are these, one for each instrument. */
  void ask(ModelAction action, ModelRef model) {
    for (String instrument : instruments) {
      due.add(new ModelUpdate(instrument, time, time, action, model, "bench"));
    }
  }

  @Override
  public Outgoing next() {
    ModelUpdate update = due.poll();
    if (update == null) {
      Outgoing next = market.next();
      time = next.timeMicros();
      return next;
    }
    Origin origin = new Origin(Topic.MODEL_UPDATES.topicName(), 0, updates++);
    LogEvent event = new LogEvent(update.instrument(), update.availableAt(), origin, -1, 0, update);
    return new Outgoing(Topic.EVENTS.topicName(), update.instrument(), format.encode(event), time);
  }
}
