package io.tidemark.flink.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * A reporter that writes the last value of each number of ours into a file when its cluster ends,
 * so that it needs no state beside the cluster.
 */
public final class LastValues implements MetricReporter {

  private static final String OURS = "tidemark";
  private static final String PREFIX = "metrics.reporter.last.";
  private static final long POLL_NANOS = 20_000_000L;
  private static final int MOST_POLLS = 1_500;

  private final IdentityHashMap<Metric, String> names = new IdentityHashMap<>();
  private final Map<String, Double> last = new TreeMap<>();
  private Path file = Path.of("");

  /** The settings of a cluster that reports into a file, which is not there yet. */
  public static Configuration settings(Path file) {
    Configuration settings = new Configuration();
    settings.setString(PREFIX + "factory.class", Factory.class.getName());
    settings.setString(PREFIX + "file", file.toString());
    return settings;
  }

  /**
   * What a cluster left, once it has ended: {@code instrument.kill_switch BTC-USDT@test} to its
   * value, summed over tasks and operators.
   */
  public static Map<String, Double> read(Path file) throws IOException {
    for (int i = 0; i < MOST_POLLS && !Files.exists(file); i++) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    Map<String, Double> values = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      values.put(parts[0], Double.valueOf(parts[1]));
    }
    return values;
  }

  @Override
  public void open(MetricConfig config) {
    file = Path.of(config.getString("file", ""));
  }

  @Override
  public synchronized void close() {
    List.copyOf(names.keySet()).forEach(this::take);
    List<String> lines = new ArrayList<>();
    last.forEach((name, value) -> lines.add(name + "\t" + value));
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.move(Files.write(part, lines), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String scope = ((LogicalScopeProvider) group).getLogicalScope(text -> text, '.');
    int at = scope.indexOf("." + OURS);
    if (at >= 0 && (metric instanceof Gauge || metric instanceof Counter)) {
      String inner = scope.substring(at + 1 + OURS.length());
      String instrument = group.getAllVariables().getOrDefault("<instrument>", "");
      String key = (inner.isEmpty() ? "" : inner.substring(1) + ".") + name + " " + instrument;
      names.put(metric, key.strip());
    }
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    take(metric);
  }

  private void take(Metric metric) {
    String name = names.remove(metric);
    if (name != null) {
      Object value =
          metric instanceof Counter counter ? counter.getCount() : ((Gauge<?>) metric).getValue();
      last.merge(name, ((Number) value).doubleValue(), Double::sum);
    }
  }

  /** Found by Flink through the service loader. */
  public static final class Factory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new LastValues();
    }
  }
}
