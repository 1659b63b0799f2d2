package io.tidemark.flink.metrics;

import java.util.function.Supplier;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What one operator counts. Each number is at once a metric in the operator's group and an
 * accumulator, so that a job's client can read the final values; one call counts in both. The
 * numbers are of this run of the operator: they begin at 0 after a restart.
 */
@SuppressWarnings("EnumOrdinal") // as an index within this object, never written anywhere
public final class Counts {

  private static final int IDS = MetricId.values().length;

  /** By id and, within it, by the reason's ordinal; empty where the id is not registered. */
  private final Count[][] counts = new Count[IDS][0];

  private @Nullable LatencyHistogram latency;

  private Counts() {}

  /** Registers {@code ids} with the operator; call it once, in {@code open}. */
  public static Counts open(RuntimeContext context, MetricId... ids) {
    return open(accumulators(context), context.getMetricGroup(), ids);
  }

  /** The same, from the two parts of the context that are used. */
  static Counts open(Accumulators accumulators, MetricGroup operator, MetricId... ids) {
    Counts counts = new Counts();
    MetricGroup group = operator.addGroup(MetricId.GROUP);
    for (MetricId id : ids) {
      switch (id.kind()) {
        case COUNTER -> counts.counts[id.ordinal()] = register(accumulators, group, id);
        case HISTOGRAM -> counts.latency = histogram(accumulators, group, id);
        case GAUGE -> throw new IllegalArgumentException(id + " is not counted");
      }
    }
    return counts;
  }

  /** Counts one. */
  public void add(MetricId id) {
    add(id, 1);
  }

  /** Counts {@code n}. */
  public void add(MetricId id, long n) {
    if (id.reasons() != null) {
      throw new IllegalArgumentException(id + " is counted by " + id.label());
    }
    registered(id)[0].inc(n);
  }

  /** Counts one for a reason. */
  public void add(MetricId id, Enum<?> reason) {
    if (reason.getDeclaringClass() != id.reasons()) {
      throw new IllegalArgumentException(id + " is not counted by " + reason.getDeclaringClass());
    }
    registered(id)[reason.ordinal()].inc();
  }

  /** Counts one latency, in milliseconds. */
  public void latency(long millis) {
    if (latency == null) {
      throw notRegistered(MetricId.LATENCY);
    }
    latency.record(millis);
  }

  private Count[] registered(MetricId id) {
    Count[] found = counts[id.ordinal()];
    if (found.length == 0) {
      throw notRegistered(id);
    }
    return found;
  }

  private static IllegalStateException notRegistered(MetricId id) {
    return new IllegalStateException(id + " was not named when the counts were opened");
  }

  private static Count[] register(Accumulators accumulators, MetricGroup group, MetricId id) {
    Class<? extends Enum<?>> reasons = id.reasons();
    if (reasons == null) {
      return new Count[] {group.counter(id.metricName(), count(accumulators, id.accumulator()))};
    }
    Enum<?>[] values = reasons.getEnumConstants();
    Count[] counts = new Count[values.length];
    for (Enum<?> value : values) {
      counts[value.ordinal()] =
          group
              .addGroup(id.label(), MetricId.labelValue(value))
              .counter(id.metricName(), count(accumulators, id.accumulator(value)));
    }
    return counts;
  }

  private static Count count(Accumulators accumulators, String name) {
    return new Count((LongCounter) accumulators.shared(name, LongCounter::new));
  }

  private static LatencyHistogram histogram(
      Accumulators accumulators, MetricGroup group, MetricId id) {
    LatencyHistogram histogram =
        (LatencyHistogram) accumulators.shared(id.accumulator(), LatencyHistogram::new);
    // A reporter's thread reads while the task's writes: a quantile may be one event behind.
    MetricGroup quantiles = group.addGroup(id.metricName());
    quantiles.gauge("p50", (Gauge<Long>) () -> histogram.quantile(0.50));
    quantiles.gauge("p99", (Gauge<Long>) () -> histogram.quantile(0.99));
    return histogram;
  }

  private static Accumulators accumulators(RuntimeContext context) {
    return (name, fresh) -> {
      Accumulator<?, ?> existing = context.getAccumulator(name);
      if (existing != null) {
        return existing;
      }
      Accumulator<?, ?> created = fresh.get();
      context.addAccumulator(name, created);
      return created;
    };
  }

  /** The task's accumulators: chained operators share one map of names. */
  @FunctionalInterface
  interface Accumulators {
    /** The one under this name; {@code fresh} if it is the first. */
    Accumulator<?, ?> shared(String name, Supplier<? extends Accumulator<?, ?>> fresh);
  }
}
