package io.tidemark.demo;

import io.tidemark.flink.metrics.MetricId;
import io.tidemark.testbed.JobCounts;

/** What the signal job has counted since it last began, and how fast it reads. */
final class SignalFigures {

  private JobCounts counts = JobCounts.NONE;
  private long read;
  private long firstEventAt;
  private long lastEventAt;
  private boolean lost;

  /**
   * Takes over what a job says; one that failed says 0 until it runs again.
   *
   * @param nanoTime now
   */
  void update(JobCounts now, long nanoTime) {
    long current = now.get(MetricId.READ);
    lost = current == 0 && (lost || read > 0);
    if (current > read && read > 0) {
      lastEventAt = nanoTime;
    } else if (current != read) {
      firstEventAt = nanoTime;
      lastEventAt = nanoTime;
    }
    read = current;
    counts = now;
  }

  JobCounts counts() {
    return counts;
  }

  double eventsPerSecond() {
    double seconds = (lastEventAt - firstEventAt) / 1e9;
    return seconds > 0 ? read / seconds : 0;
  }

  /** For the screen. */
  String words() {
    return lost
        ? "the signal job's figures are not known until it runs again"
        : "%,d events, %,.0f/s  |  scored %,d  signals %,d  withheld %,d"
            .formatted(
                read,
                eventsPerSecond(),
                counts.get(MetricId.SCORED),
                counts.get(MetricId.EMITTED) + counts.get(MetricId.REVOKED),
                counts.sum(MetricId.WITHHELD));
  }
}
