package io.tidemark.bench.drift;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hourly BTC of 2017 to 2024 against 2017 to 2020: what the gate of a model with these features
 * would have said.
 *
 * <p>The rule, fixed before the first run: all functions of the catalogue that candles of bars give
 * and whose default role is not to be ignored, in that role; with the arguments of btc-linear where
 * it has the function, else over a day (n 24, k 5, of the close). {@code signed_volume} is left
 * out: candles have none, it is 0. The budget and windows of the list were chosen after the first
 * run, which gave no pause at 10,000 hours; docs/reports says among which.
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

  /** A quarter of a year, hours. */
  private static final int BUDGET = 2_190;

  private static final int WINDOW = 200;
  private static final int SHORTER = 100;
  private static final int LONGER = 400;
  private static final int REFERENCE = 4_000;

  /** Hours; a budget must be above ten windows. */
  private static final int[] BUDGETS = {1_100, BUDGET, 2_500, 4_380, 10_000};

  private static final List<String> QUARTERS_HEAD =
      List.of(
          "quarter",
          "hours",
          "paused",
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
    RecordedTable all =
        RecordedFiles.days(RecordedFiles.hourly(bars, FEATURES), "2017-01-01", "2025-01-01");
    RecordedTable known = RecordedFiles.days(all, "2017-01-01", "2021-01-01");
    RecordedGate gate = gate(known, WINDOW).withBudget(BUDGET);
    RecordedRun run = gate.over(all);
    return List.of(
        pauses(gate, run, all, known.size()),
        quarters(run, all, known),
        choices(List.of(gate(known, SHORTER), gate, gate(known, LONGER)), all, known.size()),
        ownDistances(known, all, gate.options().persistence()));
  }

  private static Section choices(List<RecordedGate> gates, RecordedTable all, int known) {
    List<List<String>> rows = new ArrayList<>();
    for (RecordedGate gate : gates) {
      for (int budget : BUDGETS) {
        if (budget > CalibrationPlan.BUDGET_PER_WINDOW * gate.options().window()) {
          rows.add(counts(gate.withBudget(budget), all, known));
        }
      }
    }
    return new Section(
        "BTC, hourly, 2017 to 2024: windows and budgets",
        "The same series. In brackets how many pauses chance alone may give.",
        List.of("windows", "budget, hours", "2017 to 2020", "2021 to 2024"),
        rows,
        List.of());
  }

  private static Section ownDistances(RecordedTable known, RecordedTable all, int persistence) {
    return new Section(
        "BTC, hourly: how far 2021 to 2024 are from 2017 to 2020, beside those years themselves",
        String.format(
            Locale.ROOT,
            "D of the last so many hours against all hours of 2017 to 2020, the smallest of %d in a"
                + " row: in windows that lie in those years themselves, which are so long a part of"
                + " the reference, and in windows that lie after them.",
            persistence),
        OwnDistances.HEAD,
        OwnDistances.rows(known, all, pausing(), persistence),
        List.of());
  }

  private RecordedGate gate(RecordedTable known, int window) {
    CalibrationPlan plan = CalibrationPlan.of(window, REFERENCE, 1).withThreads(threads);
    return RecordedGate.of(known, BitcoinHistory::role, plan);
  }

  private static List<String> pausing() {
    return FEATURES.stream().filter(name -> role(name) == DriftRole.PAUSE).toList();
  }

  private static List<String> counts(RecordedGate gate, RecordedTable all, int known) {
    DriftOptions options = gate.options();
    RecordedRun run = gate.over(all);
    return List.of(
        String.format(Locale.ROOT, "%d, %d", options.window(), options.shortWindow()),
        String.format(Locale.ROOT, "%,.0f", options.budget()),
        count(run, 0, known, options),
        count(run, known, all.size(), options));
  }

  private static String count(RecordedRun run, int from, int to, DriftOptions options) {
    return String.format(
        Locale.ROOT, "%d (%.1f)", run.pausesBegun(from, to), (to - from) / options.budget());
  }

  private static Section pauses(RecordedGate gate, RecordedRun run, RecordedTable all, int known) {
    DriftOptions options = gate.options();
    List<String> limits = new ArrayList<>();
    for (String name : pausing()) {
      limits.add(
          String.format(
              Locale.ROOT,
              "%s (D above %.2f or %.2f)",
              name,
              gate.pauseThreshold(name, options.window()),
              gate.pauseThreshold(name, options.shortWindow())));
    }
    String how =
        String.format(
            Locale.ROOT,
            "Watched are %s. In the last %d or %d hours these may pause: %s; the others may warn only."
                + " Reference and calibration from 2017 to 2020 (%,d bar closes, m %d). A pause ends"
                + " once nothing was above its threshold for %d hours. Each has the series that began"
                + " it, how the live window of so many hours differed from the reference (in its"
                + " standard deviations, as a multiple of its spread), and the gate's estimate of when"
                + " the change began. Pauses in 2017 to 2020, where the thresholds are from: %s. In"
                + " 2021 to 2024: %s. In brackets how many chance alone may give. %s",
            String.join(", ", gate.watched()),
            options.window(),
            options.shortWindow(),
            String.join(", ", limits),
            known,
            REFERENCE,
            options.window(),
            count(run, 0, known, options),
            count(run, known, all.size(), options),
            String.join(" ", gate.left()));
    return Episodes.section(
        String.format(
            Locale.ROOT,
            "BTC, hourly, 2017 to 2024 against 2017 to 2020: pauses, budget %,d hours",
            BUDGET),
        how.strip(),
        Episodes.rows(run.pauses(), run, all));
  }

  private static Section quarters(RecordedRun run, RecordedTable all, RecordedTable known) {
    double usual = deviation(known.column("log_return"));
    List<List<String>> rows = new ArrayList<>();
    int from = 0;
    while (from < all.size()) {
      String quarter = quarter(all.times().get(from));
      int to = from;
      while (to < all.size() && quarter(all.times().get(to)).equals(quarter)) {
        to++;
      }
      rows.add(
          row(quarter + (from < known.size() ? " (reference)" : ""), run, all, from, to, usual));
      from = to;
    }
    return new Section(
        "BTC, hourly, 2017 to 2024: the same by quarters",
        "How near the gate was to a pause, beside how much returns spread.",
        QUARTERS_HEAD,
        rows,
        List.of());
  }

  private static List<String> row(
      String quarter, RecordedRun run, RecordedTable all, int from, int to, double usual) {
    List<DriftVerdict> verdicts = run.verdicts().subList(from, to);
    int nearest = run.nearest(from, to);
    float[] returns = all.part(from, to).column("log_return");
    return List.of(
        quarter,
        String.format(Locale.ROOT, "%,d", to - from),
        share(verdicts, DriftStatus.PAUSED),
        String.valueOf(run.pausesBegun(from, to)),
        String.format(Locale.ROOT, "%.2f", run.reached(nearest)),
        run.verdicts().get(nearest).feature(),
        Episodes.day(all.times().get(nearest)),
        String.format(Locale.ROOT, "%.2f", deviation(returns) / usual));
  }

  private static String share(List<DriftVerdict> verdicts, DriftStatus status) {
    long n = verdicts.stream().filter(verdict -> verdict.status() == status).count();
    return String.format(Locale.ROOT, "%.0f %%", 100.0 * n / verdicts.size());
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
