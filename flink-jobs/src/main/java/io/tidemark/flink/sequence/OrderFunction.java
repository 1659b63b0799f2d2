package io.tidemark.flink.sequence;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.sequence.Held;
import io.tidemark.core.sequence.HeldCodec;
import io.tidemark.core.sequence.Ordering;
import io.tidemark.flink.config.SequenceConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Orders the arrivals of one instrument and lets its time pass. Timers are of the wall clock: they
 * decide in which order the log is written, which is the truth from then on, and nothing else.
 */
final class OrderFunction extends KeyedProcessFunction<String, LogEvent, LogEvent> {

  private static final long serialVersionUID = 1;

  /** The origin of ticks; their offset is their time, so it rises. */
  private static final String CLOCK = "clock";

  private final long wait;
  private final long tick;
  private final int maxHeld;

  private transient Ordering ordering;
  private transient ListState<Held> held;
  private transient ValueState<Long> nextTick;
  private transient Counts counts;

  /** When this task last saw an arrival, and how old that was then; both ms. */
  private transient long lastArrival;

  private transient long lastLag;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  OrderFunction(SequenceConfig config) {
    this.wait = config.waiting().toMillis();
    this.tick = config.tick().toMillis();
    this.maxHeld = config.maxHeld();
  }

  @Override
  public void open(OpenContext context) {
    ordering = new Ordering(wait, maxHeld);
    held =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(
                    "held", CodecTypeInfo.ofImmutable(Held.class, new HeldCodec())));
    nextTick = getRuntimeContext().getState(new ValueStateDescriptor<>("next-tick", Types.LONG));
    counts = Counts.open(getRuntimeContext(), MetricId.TICKS);
  }

  @Override
  public void processElement(LogEvent event, Context context, Collector<LogEvent> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    lastArrival = now;
    lastLag = now - event.availableAt() / 1_000;
    if (wait == 0) {
      out.collect(event);
    } else {
      held.add(new Held(event, now));
      context.timerService().registerProcessingTimeTimer((now / wait + 1) * wait);
    }
    if (tick > 0 && nextTick.value() == null) {
      armTick(context, now);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LogEvent> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    if (wait > 0) {
      release(now, out);
      if (held.get().iterator().hasNext()) {
        context.timerService().registerProcessingTimeTimer((now / wait + 1) * wait);
      }
    }
    Long due = nextTick.value();
    if (due != null && timestamp >= due) {
      if (!catchingUp(now)) {
        counts.add(MetricId.TICKS);
        out.collect(tick(context.getCurrentKey(), now * 1_000));
      }
      armTick(context, now);
    }
  }

  /** While a backlog is read, the wall's time would make all that is still to come late. */
  private boolean catchingUp(long now) {
    return now - lastArrival < tick && lastLag > 2 * tick;
  }

  private static LogEvent tick(String instrument, long micros) {
    Tick tick = new Tick(instrument, micros);
    return new LogEvent(instrument, micros, new Origin(CLOCK, 0, micros), -1, 0, tick);
  }

  private void release(long now, Collector<LogEvent> out) throws Exception {
    List<Held> arrivals = new ArrayList<>();
    held.get().forEach(arrivals::add);
    held.update(ordering.release(arrivals, now, h -> out.collect(h.event())));
  }

  private void armTick(Context context, long now) throws Exception {
    long due = (now / tick + 1) * tick;
    nextTick.update(due);
    context.timerService().registerProcessingTimeTimer(due);
  }
}
