package io.tidemark.bench.latency;

import io.tidemark.bench.BenchSection;
import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long signals take.
 *
 * @param model that is scored on every event
 * @param plan what was measured
 * @param checkpointIntervalMillis of the jobs
 * @param tuned options that differ from the defaults
 * @param rows one for each route, delivery and load
 * @param bars what is asked of the figures, each with what was found
 */
public record LatencyReport(
    String model,
    LatencyPlan plan,
    long checkpointIntervalMillis,
    List<String> tuned,
    List<LatencyRow> rows,
    List<Bar> bars)
    implements BenchSection {

  private static final double HALF = 0.5;
  private static final double SLACK_MILLIS = 200;

  private static final List<String> HEAD =
      List.of(
          "route",
          "delivery",
          "load",
          "records/s",
          "signals",
          "log to signal p50/p99/p99.9, ms",
          "log to seen, ms",
          "due to seen, ms",
          "sender late, ms",
          "checkpoint p99, ms",
          "balanced");

  /**
   * Something that is asked of one row.
   *
   * @param what it is about
   * @param atMostMillis what is asked
   * @param foundMillis null if there was nothing to measure
   * @param met whether it is no more
   */
  public record Bar(String what, double atMostMillis, @Nullable Double foundMillis, boolean met) {

    private static Bar of(String what, double atMost, @Nullable Double found) {
      return new Bar(what, atMost, found, found != null && found <= atMost);
    }

    private String line() {
      return "%s: asked at most %,.0f ms, found %s: %s"
          .formatted(
              what,
              atMostMillis,
              foundMillis == null ? "-" : "%,.1f ms".formatted(foundMillis),
              met ? "met" : "MISSED");
    }
  }

  static LatencyReport of(
      String model, LatencyPlan plan, long checkpointIntervalMillis, List<LatencyRow> rows) {
    List<String> tuned = new ArrayList<>(LatencyJobs.TUNED);
    tuned.add("execution.buffer-timeout.interval=" + LatencyJobs.BUFFER_TIMEOUT.toMillis() + " ms");
    List<Bar> bars = new ArrayList<>();
    for (LatencyRow row : rows) {
      if (row.load().part() == HALF && row.load().route().equals(Route.LOG.label())) {
        if (row.load().delivery().equals(LatencyBench.AT_LEAST_ONCE)) {
          Percentiles found = row.durations().logToSignal();
          bars.add(Bar.of("log to signal, half load, p50", 5, found == null ? null : found.p50()));
          bars.add(Bar.of("log to signal, half load, p99", 50, found == null ? null : found.p99()));
        } else {
          Percentiles found = row.durations().logToSeen();
          bars.add(
              Bar.of(
                  "log to seen, half load, exactly-once, p99",
                  checkpointIntervalMillis + row.checkpointMillis() + SLACK_MILLIS,
                  found == null ? null : found.p99()));
        }
      }
    }
    return new LatencyReport(model, plan, checkpointIntervalMillis, tuned, rows, bars);
  }

  @Override
  public boolean holds() {
    return rows.stream().allMatch(LatencyRow::balanced);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "latency: %s on every event, a simulated market, seed %d; %d s of each load, the first quarter dropped; records are due on a schedule fixed beforehand"
            .formatted(model, plan.seed(), plan.seconds()));
    lines.add(
        "sustainable: %.1f of the speed with a backlog of %,d records, the sender beside; a checkpoint every %,d ms"
            .formatted(LatencyRun.SUSTAINABLE, plan.backlog(), checkpointIntervalMillis));
    lines.add("tuned: " + String.join(", ", tuned));
    lines.add("");
    List<List<String>> table = new ArrayList<>();
    table.add(HEAD);
    rows.forEach(row -> table.add(cells(row)));
    lines.addAll(TextTable.lines(table));
    lines.add("");
    bars.forEach(bar -> lines.add(bar.line()));
    return lines;
  }

  private static List<String> cells(LatencyRow row) {
    boolean visibleAtOnce = row.load().delivery().equals(LatencyBench.AT_LEAST_ONCE);
    return List.of(
        row.load().route(),
        row.load().delivery(),
        "%.0f %%".formatted(row.load().part() * 100),
        "%,.0f".formatted(row.load().perSecond()),
        "%,d".formatted(row.signals()),
        visibleAtOnce
            ? cell(row.durations().logToSignal())
            : "(in a transaction) " + cell(row.durations().logToSignal()),
        cell(row.durations().logToSeen()),
        cell(row.durations().dueToSeen()),
        "%.1f".formatted(row.senderLateMillis()),
        "%.0f".formatted(row.checkpointMillis()),
        row.balanced() ? "yes" : "NO");
  }

  private static String cell(@Nullable Percentiles of) {
    return of == null ? "-" : "%,.1f / %,.1f / %,.1f".formatted(of.p50(), of.p99(), of.p999());
  }
}
