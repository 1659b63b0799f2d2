package io.tidemark.bench.latency;

import java.util.List;

/**
 * What is measured.
 *
 * @param seed of the simulated market
 * @param backlog records to warm up with, again to see how fast the jobs are, and again to settle
 * @param seconds of each load; its first quarter is not measured
 * @param loads as parts of the sustainable rate
 */
public record LatencyPlan(long seed, long backlog, int seconds, List<Double> loads) {

  /** The two loads that are asked for. */
  public static LatencyPlan of(long seed, long backlog, int seconds) {
    return new LatencyPlan(seed, backlog, seconds, List.of(0.5, 0.8));
  }
}
