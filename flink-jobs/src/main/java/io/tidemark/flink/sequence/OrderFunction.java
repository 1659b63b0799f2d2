package io.tidemark.flink.sequence;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.sequence.FactDigest;
import io.tidemark.core.sequence.Held;
import io.tidemark.core.sequence.Ordering;
import io.tidemark.flink.config.SequenceConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.InstrumentGauges;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.FactDigestCodec;
import io.tidemark.flink.state.HeldCodec;
import io.tidemark.flink.state.SlotHeap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.Collector;

/**
 * Leaves out what an instrument's log has, orders its arrivals and lets its time pass. Timers are
 * of the wall clock: they decide in which order the log is written, which is the truth from then
 * on, and nothing else.
 */
final class OrderFunction extends KeyedProcessFunction<String, LogEvent, LogEvent> {

  private static final long serialVersionUID = 1;

  /** The origin of ticks; their offset is their time, so it rises. */
  private static final String CLOCK = "clock";

  /** The memory of what was said may take one part of so many of the slot's heap. */
  private static final int HEAP_PART = 8;

  private final long wait;
  private final long tick;
  private final int maxHeld;
  private final long repeatsWithin;
  private final int maxSeries;

  /** The configured ones: of a removed one, time no longer passes. */
  @SuppressWarnings("serial") // a HashSet
  private final Set<String> instruments;

  /** For what has waited long enough. */
  private transient Ordering ordering;

  /** For the end of the input, if there is one. */
  private transient Ordering everything;

  /** For what is too much: goes down to half, so that it does not sort anew with each arrival. */
  private transient Ordering relief;

  private transient ListState<Held> held;
  private transient ValueState<Long> nextTick;
  private transient Counts counts;
  private transient RepeatFilter repeats;

  /** What this task knows of its instruments since it started. */
  private transient Map<String, Known> known;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  OrderFunction(SequenceConfig config, List<String> instruments, int maxSeries) {
    this.instruments = new HashSet<>(instruments);
    this.wait = config.waiting().toMillis();
    this.tick = config.tick().toMillis();
    this.maxHeld = config.maxHeld();
    this.repeatsWithin = config.repeatsWithin().toNanos() / 1_000;
    this.maxSeries = maxSeries;
  }

  @Override
  public void open(OpenContext context) {
    ordering = new Ordering(wait, maxHeld);
    everything = new Ordering(0, 0);
    relief = new Ordering(wait, maxHeld / 2);
    held =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(
                    "held", CodecTypeInfo.ofImmutableState(Held.class, new HeldCodec())));
    nextTick = getRuntimeContext().getState(new ValueStateDescriptor<>("next-tick", Types.LONG));
    counts = Counts.open(getRuntimeContext(), MetricId.TICKS, MetricId.REPEATED);
    repeats = repeats();
    known = new HashMap<>();
  }

  private RepeatFilter repeats() {
    SlotHeap heap =
        SlotHeap.of(
            ((StreamingRuntimeContext) getRuntimeContext())
                .getTaskManagerRuntimeInfo()
                .getConfiguration(),
            Runtime.getRuntime().maxMemory());
    return new RepeatFilter(
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(
                    "said",
                    CodecTypeInfo.ofImmutableState(FactDigest.class, new FactDigestCodec()))),
        repeatsWithin,
        heap.bytes() / HEAP_PART,
        counts,
        InstrumentGauges.open(
            getRuntimeContext().getMetricGroup(),
            maxSeries,
            System::currentTimeMillis,
            List.of(MetricId.REPEATED_SHARE)));
  }

  @Override
  public void processElement(LogEvent event, Context context, Collector<LogEvent> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    Known instrument = known(context, now, out);
    if (!event.fact().kind().isCommand()) {
      instrument.backlog.arrived(now, event.availableAt() / 1_000);
    }
    if (repeats.isNew(context.getCurrentKey(), event.fact())) {
      arrive(event, instrument, context, now, out);
    }
    if (tick > 0 && !instrument.ticking) {
      instrument.ticking = true;
      if (nextTick.value() == null) {
        armTick(context, now);
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LogEvent> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    Known instrument = known(context, now, out);
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      release(everything, instrument, context, now, out);
      return;
    }
    if (instrument.held > 0) {
      release(ordering, instrument, context, now, out);
    }
    Long due = nextTick.value();
    if (due == null || timestamp < due) {
      return;
    }
    if (tick == 0 || !instruments.contains(context.getCurrentKey())) {
      nextTick.clear();
      return;
    }
    if (!instrument.backlog.forbidsTick(now, due)) {
      counts.add(MetricId.TICKS);
      arrive(tick(context.getCurrentKey(), now * 1_000), instrument, context, now, out);
    }
    armTick(context, now);
  }

  /** At first sight, what was held before a restart has its turn: {@code wait} may be 0 by now. */
  private Known known(Context context, long now, Collector<LogEvent> out) throws Exception {
    Known instrument = known.get(context.getCurrentKey());
    if (instrument == null) {
      instrument = new Known(new Backlog(tick));
      known.put(context.getCurrentKey(), instrument);
      release(wait == 0 ? everything : ordering, instrument, context, now, out);
      if (wait > 0) {
        // Only the end of a bounded input brings a watermark, and none but this timer fires then.
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      }
    }
    return instrument;
  }

  /** A tick has to wait like all others: else it would overtake what it makes late. */
  private void arrive(
      LogEvent event, Known instrument, Context context, long now, Collector<LogEvent> out)
      throws Exception {
    if (wait == 0) {
      out.collect(event);
      return;
    }
    held.add(new Held(event, now));
    instrument.held++;
    if (instrument.held > maxHeld) {
      release(relief, instrument, context, now, out);
    }
    context.timerService().registerProcessingTimeTimer((now / wait + 1) * wait);
  }

  private void release(
      Ordering by, Known instrument, Context context, long now, Collector<LogEvent> out)
      throws Exception {
    List<Held> arrivals = new ArrayList<>();
    held.get().forEach(arrivals::add);
    List<Held> rest = by.release(arrivals, now, each -> out.collect(each.event()));
    instrument.held = rest.size();
    if (rest.size() < arrivals.size()) {
      held.update(rest);
    }
    if (!rest.isEmpty()) {
      context.timerService().registerProcessingTimeTimer((now / wait + 1) * wait);
    }
  }

  private void armTick(Context context, long now) throws Exception {
    long due = (now / tick + 1) * tick;
    nextTick.update(due);
    context.timerService().registerProcessingTimeTimer(due);
  }

  private static LogEvent tick(String instrument, long micros) {
    Tick tick = new Tick(instrument, micros);
    return new LogEvent(instrument, micros, new Origin(CLOCK, 0, micros), -1, 0, tick);
  }

  /** Of one instrument. */
  private static final class Known {

    final Backlog backlog;

    /** How many of its arrivals are held. */
    int held;

    /** Whether its next tick is known to be armed. */
    boolean ticking;

    Known(Backlog backlog) {
      this.backlog = backlog;
    }
  }
}
