package io.tidemark.demo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.recordings.ReplayCounts;
import io.tidemark.testbed.JobCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to. Its JSON is flat: the parts' fields, one after the other.
 *
 * @param records what became of the log's records
 * @param scores what became of the scores
 * @param alerts opened
 * @param speed of the job
 * @param played what became of the rows and messages of recorded data; null if it was simulated
 */
public record Summary(
    @JsonUnwrapped Records records,
    @JsonUnwrapped Scores scores,
    @JsonUnwrapped Alerts alerts,
    @JsonUnwrapped Speed speed,
    @Nullable ReplayCounts played) {

  /**
   * What became of the records. {@code read} counts every record once for each log that it reached
   * (a market-wide fact reaches every instrument's), and once if it was refused at the door.
   *
   * @param read records
   * @param facts records taken in, ticks among them
   * @param ticks of the clock, which nobody but the sequence job or a replay wrote
   * @param late records whose bar had closed
   * @param duplicate records that were there before
   * @param dead records refused, by reason
   */
  public record Records(
      long read, long facts, long ticks, long late, long duplicate, Map<String, Long> dead) {

    /** A quiet machine has a tenth of it: trades are late that their venue sends late. */
    private static final double USUAL_LATE_SHARE = 0.01;

    /** Whether every record read is accounted for. */
    public boolean balance() {
      return read == facts + late + duplicate + sum(dead);
    }

    /**
     * What a share of late records above {@link #USUAL_LATE_SHARE} means; empty below. That the
     * counts balance says that none was lost on the way, not that all were used.
     */
    Optional<String> latenessWords() {
      if (late <= USUAL_LATE_SHARE * read) {
        return Optional.empty();
      }
      return Optional.of(
          "%.1f %% of the records were late: trades that came after their bar had closed. Bars, features and signals lack them, so what stands here is not what this market says. The machine was too slow for this speed: play it with a lower --speed, or close other programs."
              .formatted(100.0 * late / read));
    }
  }

  /**
   * What became of the scores.
   *
   * @param scored events on which the model was asked
   * @param emitted of them: became a signal
   * @param unchanged of them: said what the last signal says
   * @param withheld of them: blocked, by the first rule that did
   * @param revoked HOLD signals that took a standing BUY or SELL back without a score of their own,
   *     or for a withheld one
   */
  public record Scores(
      long scored, long emitted, long unchanged, Map<String, Long> withheld, long revoked) {

    /** Whether every score is accounted for. */
    public boolean balance() {
      return scored == emitted + unchanged + sum(withheld);
    }

    /** Signals on the topic. */
    public long signals() {
      return emitted + revoked;
    }
  }

  /**
   * Alerts opened.
   *
   * @param driftAlerts by a drift gate
   * @param riskAlerts by rule
   */
  public record Alerts(long driftAlerts, Map<String, Long> riskAlerts) {}

  /**
   * How fast the job was.
   *
   * @param eventsPerSecond log events taken in per second of wall time, start-up excluded
   * @param p50Millis from the log's append to the decision, median; null where nothing was scored
   * @param p99Millis from the log's append to the decision, 99th percentile; null likewise
   */
  public record Speed(double eventsPerSecond, @Nullable Long p50Millis, @Nullable Long p99Millis) {}

  private static @Nullable Long millis(JobCounts signal, double quantile) {
    return signal.get(MetricId.SCORED) == 0 ? null : signal.latency().quantile(quantile);
  }

  static Summary of(
      JobCounts signal,
      Map<String, Long> refusedBefore,
      double eventsPerSecond,
      @Nullable ReplayCounts played) {
    return new Summary(
        records(signal, refusedBefore),
        new Scores(
            signal.get(MetricId.SCORED),
            signal.get(MetricId.EMITTED),
            signal.get(MetricId.UNCHANGED),
            signal.byReason(MetricId.WITHHELD),
            signal.get(MetricId.REVOKED)),
        new Alerts(signal.get(MetricId.DRIFT_ALERTS), signal.byReason(MetricId.RISK_ALERTS)),
        new Speed(
            Math.round(eventsPerSecond * 10) / 10.0, millis(signal, 0.50), millis(signal, 0.99)),
        played);
  }

  private static Records records(JobCounts signal, Map<String, Long> refusedBefore) {
    Map<String, Long> dead = new TreeMap<>(signal.byReason(MetricId.DEAD));
    refusedBefore.forEach((reason, count) -> dead.merge(reason, count, Long::sum));
    return new Records(
        signal.get(MetricId.READ) + sum(refusedBefore),
        signal.get(MetricId.FACTS),
        signal.get(MetricId.TICKS),
        signal.get(MetricId.LATE),
        signal.get(MetricId.DUPLICATE),
        dead);
  }

  /** Whether every record, every score, every row and every message is accounted for. */
  public boolean balances() {
    return records.balance() && scores.balance() && playedBalances();
  }

  /** Whether every row and every message of recorded data is accounted for. */
  public boolean playedBalances() {
    return played == null || played.balances();
  }

  public void write(Path file) throws IOException {
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
        .build()
        .writeValue(file.toFile(), this);
  }

  public static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
