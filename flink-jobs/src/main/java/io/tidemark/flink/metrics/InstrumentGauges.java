package io.tidemark.flink.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What one operator shows of each of its instruments: a group of gauges with the label {@link
 * MetricId#INSTRUMENT}, for so many instruments at most. How many have none is a gauge, too.
 *
 * <p>The task's thread writes and a reporter's thread reads. Each value is whole, without a lock
 * and without an allocation; two values of one instrument may be one event apart.
 */
public final class InstrumentGauges {

  private static final double MICROS = 1e6;

  private final MetricGroup group;
  private final int most;
  private final LongSupplier wall;
  private final MetricId[] ids;

  /** Where an id's value stands in a series, by the id's ordinal; -1 where it is not shown. */
  private final int[] places = new int[MetricId.values().length];

  private final Map<String, Series> shown = new HashMap<>();

  /** Names alone; as many as the task has instruments. */
  private final Set<String> others = new HashSet<>();

  private volatile int without;

  private InstrumentGauges(MetricGroup group, int most, LongSupplier wall, List<MetricId> ids) {
    this.group = group;
    this.most = most;
    this.wall = wall;
    this.ids = ids.toArray(MetricId[]::new);
    Arrays.fill(places, -1);
    for (int i = 0; i < this.ids.length; i++) {
      places[place(this.ids[i])] = i;
    }
  }

  /**
   * Registers what is told of all; call it once, in {@code open}.
   *
   * @param operator the operator's own group
   * @param most instruments that have gauges of their own; of those that are seen first
   * @param wall the time of the wall clock, ms since the epoch; asked by the reporter's thread
   * @param ids what is shown of each instrument
   */
  public static InstrumentGauges open(
      MetricGroup operator, int most, LongSupplier wall, List<MetricId> ids) {
    for (MetricId id : ids) {
      if (id.kind() != MetricId.Kind.GAUGE || !id.label().equals(MetricId.INSTRUMENT)) {
        throw new IllegalArgumentException(id + " is no gauge of an instrument");
      }
    }
    MetricGroup group = operator.addGroup(MetricId.GROUP);
    InstrumentGauges gauges = new InstrumentGauges(group, most, wall, ids);
    group.gauge(MetricId.WITHOUT_SERIES.metricName(), (Gauge<Integer>) () -> gauges.without);
    return gauges;
  }

  /** Those of one instrument; null if it is one too many. */
  public @Nullable Series of(String instrument) {
    Series series = shown.get(instrument);
    if (series != null) {
      return series;
    }
    if (isFull()) {
      if (others.add(instrument)) {
        without = others.size();
      }
      return null;
    }
    Series made = new Series();
    shown.put(instrument, made);
    register(instrument, made);
    return made;
  }

  /** Whether the next instrument that is new has no gauges of its own. */
  public boolean isFull() {
    return shown.size() >= most;
  }

  private void register(String instrument, Series series) {
    MetricGroup own = group.addGroup(MetricId.INSTRUMENT, instrument);
    for (MetricId id : ids) {
      int place = places[place(id)];
      own.gauge(
          id.metricName(),
          id == MetricId.CLOCK_AHEAD
              ? (Gauge<Double>) () -> series.get(place) - wall.getAsLong() / 1e3
              : (Gauge<Double>) () -> series.get(place));
    }
  }

  @SuppressWarnings("EnumOrdinal") // as an index within this object, never written anywhere
  private static int place(MetricId id) {
    return id.ordinal();
  }

  /** What is shown of one instrument; NaN until it is known. */
  public final class Series {

    private final AtomicLongArray values = new AtomicLongArray(ids.length);

    private Series() {
      for (int i = 0; i < ids.length; i++) {
        values.setPlain(i, Double.doubleToRawLongBits(Double.NaN));
      }
    }

    /** Shows a value; by the task's thread. */
    public void set(MetricId id, double value) {
      int at = places[place(id)];
      if (at < 0) {
        throw new IllegalArgumentException(id + " was not named when the gauges were opened");
      }
      values.setOpaque(at, Double.doubleToRawLongBits(value));
    }

    /** Shows a yes as 1 and a no as 0. */
    public void set(MetricId id, boolean is) {
      set(id, is ? 1 : 0);
    }

    /** Shows a time, µs since the epoch, in seconds. */
    public void time(MetricId id, long micros) {
      set(id, micros / MICROS);
    }

    private double get(int at) {
      return Double.longBitsToDouble(values.getOpaque(at));
    }
  }
}
