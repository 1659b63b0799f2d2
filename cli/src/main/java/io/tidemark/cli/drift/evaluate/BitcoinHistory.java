package io.tidemark.cli.drift.evaluate;

import io.tidemark.cli.drift.calibration.CalibrationPlan;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.feature.FeatureCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hourly BTC of 2021 to 2024 against 2017 to 2020: what the gate of a model with these features
 * would have said, with the options that a job has where nothing is set.
 *
 * <p>The rule, fixed before the first run: all functions of the catalogue that candles of bars give
 * and whose default role is not to be ignored, in that role; with the arguments of btc-linear where
 * it has the function, else over a day (n 24, k 5, of the close). {@code signed_volume} is left
 * out: candles have none, it is 0.
 */
final class BitcoinHistory {

  static final List<String> FEATURES =
      List.of(
          "log_return",
          "return(6)",
          "clipped_return(24,5)",
          "volume_zscore(24)",
          "bollinger_position(20)",
          "vwap_distance(24)",
          "donchian_position(24)",
          "outlier(24,5)",
          "volume_share(24)",
          "obv(24)",
          "mfi(24)",
          "cmf(24)",
          "minmax(close,24)",
          "percent_rank(close,24)",
          "window_change(close,24)",
          "zscore(close,24)");

  /** Hours: the default of a job, a little more than a year. */
  private static final int BUDGET = 10_000;

  private static final int WINDOW = 400;
  private static final int REFERENCE = 4_000;

  private static final List<String> HEAD =
      List.of(
          "quarter",
          "hours",
          "warned",
          "paused",
          "warnings begun",
          "pauses begun",
          "nearest to a pause: D / threshold",
          "of",
          "on",
          "spread of log_return / reference's");

  private final int threads;

  BitcoinHistory(int threads) {
    this.threads = threads;
  }

  /** The role that the catalogue gives a feature. */
  static DriftRole role(String feature) {
    String name = feature.split("\\(", 2)[0];
    return FeatureCatalog.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the catalogue has no " + name))
        .drift();
  }

  List<Section> sections(Path bars) {
    RecordedTable all = RecordedFiles.hourly(bars, FEATURES);
    RecordedTable known = RecordedFiles.days(all, "2017-01-01", "2021-01-01");
    RecordedTable live = RecordedFiles.days(all, "2021-01-01", "2025-01-01");
    RecordedGate gate =
        RecordedGate.of(
            known,
            BitcoinHistory::role,
            CalibrationPlan.of(WINDOW, REFERENCE, 1).withBudget(BUDGET).withThreads(threads));
    RecordedGate.Run before = gate.over(known);
    RecordedGate.Run run = gate.over(live);
    List<List<String>> episodes = new ArrayList<>(Episodes.rows(before.episodes(), before, known));
    episodes.addAll(Episodes.rows(run.episodes(), run, live));
    return List.of(
        history(gate, known, before, run, live),
        Episodes.section(
            "BTC, hourly, 2017 to 2024: every pause and warning",
            "Of the same gate; those until 2020 lie in the years that its reference is from. Each has the series that began it, the live window of so many hours"
                + " that was too far away, how that window's mean and spread differed from the"
                + " reference's (in its standard deviations, as a multiple of its spread), and the"
                + " gate's estimate of when the change began.",
            episodes));
  }

  private static Section history(
      RecordedGate gate,
      RecordedTable known,
      RecordedGate.Run before,
      RecordedGate.Run run,
      RecordedTable live) {
    double usual = deviation(known.column("log_return"));
    List<List<String>> rows = new ArrayList<>(quarters(before, known, " (reference)", usual));
    rows.addAll(quarters(run, live, "", usual));
    String how =
        how(gate, known.size())
            + counts(" Over those years, which the thresholds are from", before, gate)
            + counts(" After them", run, gate)
            + " "
            + String.join(" ", gate.left());
    return new Section(
        String.format(
            Locale.ROOT,
            "BTC, hourly, 2021 to 2024 against 2017 to 2020, budget %,d hours",
            BUDGET),
        how.strip(),
        HEAD,
        rows,
        List.of());
  }

  private static String how(RecordedGate gate, int known) {
    List<String> limits = new ArrayList<>();
    for (String name : gate.watched()) {
      if (role(name) == DriftRole.PAUSE) {
        limits.add(
            String.format(
                Locale.ROOT,
                "%s (D above %.2f or %.2f)",
                name,
                gate.pauseThreshold(name, gate.options().window()),
                gate.pauseThreshold(name, gate.options().shortWindow())));
      }
    }
    return String.format(
        Locale.ROOT,
        "Watched are %s. In the last %d or %d hours these may pause: %s; the others may warn only."
            + " Reference and calibration from 2017 to 2020 (%,d bar closes, m %d). A pause or"
            + " warning ends once nothing was above its threshold for %d hours.",
        String.join(", ", gate.watched()),
        gate.options().window(),
        gate.options().shortWindow(),
        String.join(", ", limits),
        known,
        REFERENCE,
        gate.options().window());
  }

  /** What was said beside what may be said by chance. */
  private static String counts(String when, RecordedGate.Run run, RecordedGate gate) {
    int hours = run.verdicts().size();
    int pauses = run.pauses().size();
    return String.format(
        Locale.ROOT,
        "%s (%,d hours): %d pauses and %d warnings, where chance alone may give up to %.1f and %.0f.",
        when,
        hours,
        pauses,
        run.episodes().size() - pauses,
        hours / gate.options().budget(),
        hours / gate.options().warnBudget());
  }

  private static List<List<String>> quarters(
      RecordedGate.Run run, RecordedTable table, String suffix, double usual) {
    List<List<String>> rows = new ArrayList<>();
    int from = 0;
    while (from < table.size()) {
      String quarter = quarter(table.times().get(from));
      int to = from;
      while (to < table.size() && quarter(table.times().get(to)).equals(quarter)) {
        to++;
      }
      rows.add(row(quarter + suffix, run, table, from, to, usual));
      from = to;
    }
    return rows;
  }

  private static List<String> row(
      String quarter, RecordedGate.Run run, RecordedTable live, int from, int to, double usual) {
    List<DriftVerdict> verdicts = run.verdicts().subList(from, to);
    int nearest = run.nearest(from, to);
    float[] returns = live.part(from, to).column("log_return");
    return List.of(
        quarter,
        String.format(Locale.ROOT, "%,d", to - from),
        share(verdicts, DriftStatus.WARN),
        share(verdicts, DriftStatus.PAUSED),
        begun(run, false, from, to),
        begun(run, true, from, to),
        String.format(Locale.ROOT, "%.2f", run.reached(nearest)),
        run.verdicts().get(nearest).feature(),
        Episodes.day(live.times().get(nearest)),
        String.format(Locale.ROOT, "%.2f", deviation(returns) / usual));
  }

  private static String share(List<DriftVerdict> verdicts, DriftStatus status) {
    long n = verdicts.stream().filter(verdict -> verdict.status() == status).count();
    return String.format(Locale.ROOT, "%.0f %%", 100.0 * n / verdicts.size());
  }

  private static String begun(RecordedGate.Run run, boolean pauses, int from, int to) {
    return String.valueOf(
        run.episodes().stream()
            .filter(each -> each.isPause() == pauses && each.from() >= from && each.from() < to)
            .count());
  }

  private static String quarter(long micros) {
    ZonedDateTime at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    return "%d Q%d".formatted(at.getYear(), (at.getMonthValue() + 2) / 3);
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        sum += value;
        squares += (double) value * value;
        n++;
      }
    }
    double mean = sum / n;
    return Math.sqrt(squares / n - mean * mean);
  }
}
