package io.tidemark.testbed;

import io.tidemark.flink.metrics.LatencyHistogram;
import io.tidemark.flink.metrics.MetricId;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job has counted, read from its accumulators.
 *
 * @param values by accumulator name; a missing one is 0
 * @param latency from the log's append to the decision
 */
public record JobCounts(Map<String, Long> values, LatencyHistogram latency) {

  public static final JobCounts NONE = new JobCounts(Map.of(), new LatencyHistogram());

  /** From what a job client says of a job, running or ended. */
  public static JobCounts of(Map<String, Object> accumulators) {
    Map<String, Long> values = new TreeMap<>();
    LatencyHistogram latency = new LatencyHistogram();
    accumulators.forEach(
        (name, value) -> {
          if (value instanceof Long number) {
            values.put(name, number);
          } else if (value instanceof LatencyHistogram histogram) {
            latency.merge(histogram);
          }
        });
    return new JobCounts(values, latency);
  }

  /** The number of an id that is counted without a reason. */
  public long get(MetricId id) {
    return values.getOrDefault(id.accumulator(), 0L);
  }

  /** The numbers of an id that is counted by reason, those above 0, by reason. */
  public Map<String, Long> byReason(MetricId id) {
    String prefix = id.accumulator() + ".";
    Map<String, Long> reasons = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && value > 0) {
            reasons.put(name.substring(prefix.length()), value);
          }
        });
    return reasons;
  }

  /** Log entries of which the signal job has said what became of them. */
  public long decided() {
    return get(MetricId.FACTS) + get(MetricId.LATE) + get(MetricId.DUPLICATE) + sum(MetricId.DEAD);
  }

  /** The number, with all its reasons. */
  public long sum(MetricId id) {
    return byReason(id).values().stream().mapToLong(Long::longValue).sum();
  }
}
