package io.tidemark.flink.metrics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group that remembers what was registered, by its dotted name. */
final class RecordingMetricGroup extends UnregisteredMetricsGroup {

  private final String scope;
  private final Map<String, Metric> metrics;

  RecordingMetricGroup() {
    this("", new TreeMap<>());
  }

  private RecordingMetricGroup(String scope, Map<String, Metric> metrics) {
    this.scope = scope;
    this.metrics = metrics;
  }

  Map<String, Metric> metrics() {
    return metrics;
  }

  long number(String name) {
    Metric metric = metrics.get(name);
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
      return number.longValue();
    }
    throw new AssertionError("no number under " + name + ", only " + metrics.keySet());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    metrics.put(scope + name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    metrics.put(scope + name, gauge);
    return gauge;
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordingMetricGroup(scope + name + ".", metrics);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordingMetricGroup(scope + key + "=" + value + ".", metrics);
  }
}
