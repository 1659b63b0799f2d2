package io.tidemark.bench.drift;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.feature.DriftRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What the gate finds in recorded drift benchmarks, each calibrated from its own calm beginning.
 */
public final class RealData {

  private static final String RBF = "drift/interchanging_rbf.csv.gz";
  private static final String SEA = "drift/sea.csv.gz";
  private static final String ELEC = "drift/elec2.csv.gz";
  private static final String BARS = "ohlcv/binance_spot_1h/BTCUSDT.csv.gz";

  private static final int CONCEPT = 3_000;
  private static final int RBF_KNOWN = 2_000;
  private static final int SEA_KNOWN = 12_500;
  private static final int ELEC_KNOWN = 17_520;
  private static final long HALF_HOUR = 1_800_000_000L;

  private final Path folder;
  private final int threads;

  public RealData(Path folder, int threads) {
    this.folder = folder;
    this.threads = threads;
  }

  private interface Sections {
    List<Section> of(Path file);
  }

  /** All sections whose file is there; of the others it is said that they are not. */
  public void run(Consumer<Section> add, Consumer<String> say) {
    run(RBF, file -> List.of(interchanging(file)), add, say);
    run(SEA, file -> List.of(sea(file)), add, say);
    run(ELEC, this::electricity, add, say);
    run(BARS, file -> new BitcoinHistory(threads).sections(file), add, say);
  }

  private void run(String name, Sections sections, Consumer<Section> add, Consumer<String> say) {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      say.accept("real data: " + name);
      sections.of(file).forEach(add);
    } else {
      say.accept("real data: skipped, there is no " + file);
    }
  }

  private RecordedGate gate(RecordedTable known, int window, int reference, double budget) {
    return RecordedGate.of(
        known,
        name -> DriftRole.PAUSE,
        CalibrationPlan.of(window, reference, 1).withBudget(budget).withThreads(threads));
  }

  /** Every 3,000 rows some of fifteen Gaussians swap places, at each drift one more. */
  private Section interchanging(Path file) {
    RecordedTable data = RecordedFiles.csv(file, 2);
    int calm = CONCEPT - RBF_KNOWN;
    int falsePauses = 0;
    int changes = 0;
    List<Integer> delays = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (int from = 0; from + 2 * CONCEPT <= data.size(); from += CONCEPT) {
      int watched = from + RBF_KNOWN;
      int[] pauses =
          gate(data.part(from, watched), 40, RBF_KNOWN, 10_000)
              .resumedAfterEach(data.part(watched, from + 2 * CONCEPT))
              .pauses()
              .stream()
              .mapToInt(Episode::from)
              .toArray();
      falsePauses += (int) Arrays.stream(pauses).filter(row -> row < calm).count();
      changes++;
      OptionalInt first = Arrays.stream(pauses).filter(row -> row >= calm).findFirst();
      if (first.isPresent()) {
        delays.add(first.getAsInt() - calm + 1);
      } else {
        missed.add(String.valueOf(changes));
      }
    }
    delays.sort(null);
    return interchanging(changes, delays, falsePauses, changes * calm, missed);
  }

  private static Section interchanging(
      int changes, List<Integer> delays, int falsePauses, int calm, List<String> missed) {
    List<String> row =
        List.of(
            String.valueOf(changes),
            String.valueOf(delays.size()),
            delays.isEmpty() ? "-" : String.valueOf(delays.get(delays.size() / 2)),
            delays.isEmpty() ? "-" : String.valueOf(delays.get(delays.size() * 9 / 10)),
            String.valueOf(falsePauses),
            String.format(Locale.ROOT, "%,d", calm),
            missed.isEmpty() ? "none" : String.join(", ", missed));
    return new Section(
        "Interchanging RBF: the inputs drift every 3,000 rows",
        "Reference and calibration from the first 2,000 rows of each concept (w 40 and 10, m 2,000,"
            + " budget 10,000), watched to the end of the next one. The model is resumed after each"
            + " pause, which empties all windows.",
        List.of(
            "changes",
            "paused before the next",
            "delay, median",
            "delay, 90 %",
            "false pauses before",
            "in samples",
            "not seen (number of the change)"),
        List.of(row),
        List.of());
  }

  /** Only the rule from inputs to labels changes. */
  Section sea(Path file) {
    RecordedTable data = RecordedFiles.csv(file, 3);
    RecordedTable live = data.part(SEA_KNOWN, data.size());
    List<Episode> pauses =
        gate(data.part(0, SEA_KNOWN), 200, 4_000, 100_000).resumedAfterEach(live).pauses();
    List<String> all = new ArrayList<>();
    for (Episode pause : pauses) {
      all.add(
          String.format(
              Locale.ROOT,
              "%d %s %.3f",
              SEA_KNOWN + pause.from(),
              pause.series(),
              pause.reached()));
    }
    return new Section(
        "SEA: only the labels' rule drifts",
        "Reference and calibration from the first concept (12,500 rows; w 200 and 50, m 4,000, budget"
            + " 100,000). The inputs are drawn from one distribution throughout and only the rule"
            + " that labels them changes every 12,500 rows: a test of inputs has nothing to see and"
            + " must stay quiet. Such a drift shows in the model's outcomes only.",
        List.of("rows watched", "pauses", "row, series, D over its threshold"),
        List.of(
            List.of(
                String.format(Locale.ROOT, "%,d", live.size()),
                String.valueOf(pauses.size()),
                all.isEmpty() ? "-" : String.join("; ", all))),
        pauses.isEmpty() ? List.of() : List.of("SEA: " + pauses.size() + " pauses"));
  }

  /**
   * Half-hours of an electricity market; where it drifted is not known. In its first year what
   * concerns Victoria is a placeholder, so the pair that was recorded throughout is watched alone,
   * too.
   */
  private List<Section> electricity(Path file) {
    RecordedTable rows = RecordedFiles.csv(file, 5);
    long start = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("1996-05-07T00:00:00Z"));
    List<Long> times = rows.times().stream().map(row -> start + HALF_HOUR * row).toList();
    RecordedTable data = new RecordedTable(rows.names(), times, rows.rows());
    return List.of(
        electricity(
            data,
            "Elec2: an electricity market, drift points not known",
            "In the first year vicprice, vicdemand and transfer are one placeholder each but for its"
                + " last two days: that they vary afterwards is a change of the data."),
        electricity(
            data.only(List.of("nswprice", "nswdemand")),
            "Elec2, New South Wales alone",
            "The two series that were recorded throughout."));
  }

  private Section electricity(RecordedTable data, String title, String which) {
    RecordedGate gate = gate(data.part(0, ELEC_KNOWN), 200, 4_000, 10_000);
    RecordedTable live = data.part(ELEC_KNOWN, data.size());
    RecordedRun run = gate.over(live);
    int paused = 0;
    for (DriftVerdict verdict : run.verdicts()) {
      paused += verdict.status() == DriftStatus.PAUSED ? 1 : 0;
    }
    return Episodes.section(
        title,
        String.format(
                Locale.ROOT,
                "%s Reference and calibration from the first year (%,d half-hours; w 200 and 50, m 4,000,"
                    + " budget 10,000), then %,d half-hours, of which chance alone may give up to %.1f"
                    + " pauses: there were %d, and %d warnings, and %.0f %% of the time was paused. %s",
                which,
                ELEC_KNOWN,
                live.size(),
                live.size() / gate.options().budget(),
                run.pauses().size(),
                run.episodes().size() - run.pauses().size(),
                100.0 * paused / live.size(),
                String.join(" ", gate.left()))
            .strip(),
        Episodes.rows(run.pauses(), run, live));
  }
}
