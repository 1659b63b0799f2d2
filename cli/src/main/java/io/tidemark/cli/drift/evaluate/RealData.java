package io.tidemark.cli.drift.evaluate;

import io.tidemark.cli.CannotGoOnException;
import io.tidemark.cli.Tidemark;
import io.tidemark.cli.drift.calibrate.ExportedRows;
import io.tidemark.cli.drift.calibration.CalibrationPlan;
import io.tidemark.cli.drift.calibration.CalibrationReport;
import io.tidemark.cli.drift.calibration.Calibrator;
import io.tidemark.cli.drift.calibration.GateWatch;
import io.tidemark.cli.drift.calibration.SeriesReport;
import io.tidemark.cli.drift.calibration.WatchedSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the gate finds in recorded drift benchmarks, each calibrated from its own calm beginning.
 */
final class RealData {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String BARS = "ohlcv/binance_spot_1h/BTCUSDT.csv.gz";

  private static final List<String> BTC_FEATURES =
      List.of("log_return", "return(6)", "volume_zscore(24)");

  /** Hours: a little more than a year, and a little more than three months. */
  private static final List<Integer> BTC_BUDGETS = List.of(10_000, 5_000);

  private final Path folder;

  RealData(Path folder) {
    this.folder = folder;
  }

  boolean isThere() {
    return Files.isDirectory(folder.resolve("drift")) && Files.exists(folder.resolve(BARS));
  }

  List<Section> run() {
    List<Section> sections = new ArrayList<>(List.of(interchanging(), sea(), electricity()));
    ExportedRows known = exported("2017-01-01", "2021-01-01");
    ExportedRows live = exported("2021-01-01", "2025-01-01");
    for (int budget : BTC_BUDGETS) {
      sections.add(bitcoin(known, live, budget));
    }
    return sections;
  }

  /** An alarm: where, of which series, how far, and in which direction the mean went. */
  private record Alarm(int row, String series, double distance, String direction) {}

  /**
   * A pause: rows, the series that were beyond in the order of their first time, the largest
   * distance over its threshold, and how the first one differed.
   */
  private record Pause(int from, int to, Set<String> series, double most, String direction) {}

  /** Every 3,000 rows some of fifteen Gaussians swap places, at each drift one more. */
  private Section interchanging() {
    int concept = 3_000;
    int known = 2_000;
    Table data = read("drift/interchanging_rbf.csv.gz", 2);
    int hits = 0;
    int falseAlarms = 0;
    int changes = 0;
    List<Integer> delays = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (int from = 0; from + 2 * concept <= data.rows(); from += concept) {
      Watch watch = new Watch(data.part(from, from + known), 40, known, 10_000);
      List<Alarm> alarms = watch.over(data.part(from + known, from + 2 * concept));
      int calm = concept - known;
      falseAlarms += (int) alarms.stream().filter(alarm -> alarm.row() < calm).count();
      changes++;
      int first =
          alarms.stream().mapToInt(Alarm::row).filter(row -> row >= calm).findFirst().orElse(-1);
      if (first >= 0) {
        hits++;
        delays.add(first - calm + 1);
      } else {
        missed.add(String.valueOf(changes));
      }
    }
    int[] sorted = delays.stream().mapToInt(Integer::intValue).sorted().toArray();
    List<String> row =
        List.of(
            String.valueOf(changes),
            String.valueOf(hits),
            sorted.length == 0 ? "-" : String.valueOf(sorted[sorted.length / 2]),
            sorted.length == 0 ? "-" : String.valueOf(sorted[sorted.length * 9 / 10]),
            String.valueOf(falseAlarms),
            "%,d".formatted(changes * (concept - known)),
            missed.isEmpty() ? "none" : String.join(", ", missed));
    return new Section(
        "Interchanging RBF: the inputs drift every 3,000 rows",
        "Reference and calibration from the first 2,000 rows of each concept (w 40, m 2,000, budget"
            + " 10,000), watched to the end of the next one. Windows are emptied after an alarm.",
        List.of(
            "changes",
            "seen before the next",
            "delay, median",
            "delay, 90 %",
            "false alarms before",
            "in samples",
            "not seen (number of the change)"),
        List.of(row),
        List.of());
  }

  /** Only the rule from inputs to labels changes. */
  private Section sea() {
    Table data = read("drift/sea.csv.gz", 3);
    int known = 12_500;
    Watch watch = new Watch(data.part(0, known), 200, 4_000, 100_000);
    List<Alarm> alarms = watch.over(data.part(known, data.rows()));
    return new Section(
        "SEA: only the labels' rule drifts",
        "Reference and calibration from the first concept (12,500 rows; w 200 and 50, m 4,000, budget"
            + " 100,000). The inputs are drawn from one distribution throughout and only the rule"
            + " that labels them changes every 12,500 rows: a test of inputs has nothing to see and"
            + " must stay quiet. Such a drift shows in the model's outcomes only.",
        List.of("rows watched", "alarms", "row, series, D over its threshold"),
        List.of(
            List.of(
                "%,d".formatted(data.rows() - known),
                String.valueOf(alarms.size()),
                alarms.stream()
                    .map(
                        alarm ->
                            "%d %s %.3f"
                                .formatted(known + alarm.row(), alarm.series(), alarm.distance()))
                    .toList()
                    .toString())),
        alarms.isEmpty() ? List.of() : List.of("SEA: " + alarms.size() + " alarms"));
  }

  /** Half-hours of an electricity market; where it drifted is not known. */
  private Section electricity() {
    Table data = read("drift/elec2.csv.gz", 5);
    Instant start = Instant.parse("1996-05-07T00:00:00Z");
    int known = 17_520;
    Watch watch = new Watch(data.part(0, known), 200, 4_000, 10_000);
    return pauses(
        "Elec2: an electricity market, drift points not known",
        "Reference and calibration from the first year (17,520 half-hours; w 200 and 50, m 4,000, budget"
            + " 10,000), watched to the end. A pause ends once nothing was beyond for w samples. "
            + watch.left(),
        watch.pauses(data.part(known, data.rows())),
        row -> DAY.format(start.plus(30L * (known + row), ChronoUnit.MINUTES)));
  }

  /** Hours of BTC, by the features of btc-linear that may pause. */
  private static Section bitcoin(ExportedRows known, ExportedRows live, int budget) {
    String[] names = BTC_FEATURES.toArray(String[]::new);
    Watch watch = new Watch(new Table(names, known.vectors()), 400, 4_000, budget);
    IntFunction<String> day =
        row -> DAY.format(Instant.EPOCH.plus(live.times().get(row), ChronoUnit.MICROS));
    List<Pause> pauses = watch.pauses(new Table(names, live.vectors()));
    return pauses(
        "BTC, hourly, 2021 to 2024 against 2017 to 2020, budget %,d hours".formatted(budget),
        String.format(
            Locale.ROOT,
            "The features of btc-linear that may pause, from the serving core; reference and"
                + " calibration from 2017 to 2020 (%,d bar closes; w 400 and 100, m 4,000). The score is left"
                + " out, since the model was trained until 2022. A pause ends once nothing was beyond"
                + " for w samples. Pauses: %d. %s %s",
            known.vectors().size(),
            pauses.size(),
            watch.nearest(day),
            watch.left()),
        pauses,
        day);
  }

  private ExportedRows exported(String fromDay, String toDay) {
    Path bars = folder.resolve(BARS);
    try {
      Path scratch = Files.createTempDirectory("tidemark-drift");
      Path out = scratch.resolve("export");
      try {
        int code =
            Tidemark.commandLine()
                .execute(
                    "export",
                    "--features",
                    String.join(",", BTC_FEATURES),
                    "--bar",
                    "1h",
                    "--trigger",
                    "bar",
                    "--horizon",
                    "1",
                    "--out",
                    out.toString(),
                    bars.toString());
        if (code != 0) {
          throw new CannotGoOnException(bars + " could not be exported; the lines above say why.");
        }
        try (Stream<Path> files = Files.list(out)) {
          Path file = files.findFirst().orElseThrow();
          return ExportedRows.read(file, BTC_FEATURES, micros(fromDay), micros(toDay));
        }
      } finally {
        try (Stream<Path> files = Files.walk(scratch)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new CannotGoOnException("No folder for the export: " + e.getMessage(), e);
    }
  }

  private static long micros(String day) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(day + "T00:00:00Z"));
  }

  private static Section pauses(
      String title, String how, List<Pause> pauses, IntFunction<String> day) {
    List<List<String>> rows = new ArrayList<>();
    for (Pause pause : pauses) {
      rows.add(
          List.of(
              day.apply(pause.from()),
              pause.to() < 0 ? "(end of the data)" : day.apply(pause.to()),
              String.join(", ", pause.series()),
              "%.2f".formatted(pause.most()),
              pause.direction()));
    }
    return new Section(
        title,
        how,
        List.of(
            "from", "to", "series (the first one began it)", "largest D / threshold", "began with"),
        rows,
        List.of());
  }

  private Table read(String file, int columns) {
    Path path = folder.resolve(file);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      String header = lines.readLine();
      if (header == null) {
        throw new CannotGoOnException(path + " is empty.");
      }
      List<float[]> rows = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        float[] row = new float[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = Float.parseFloat(cells[i]);
        }
        rows.add(row);
      }
      return new Table(Arrays.copyOf(header.split(",", -1), columns), rows);
    } catch (IOException e) {
      throw new CannotGoOnException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Named columns, by rows. */
  @SuppressWarnings("ArrayRecordComponent") // lives inside one table
  private record Table(String[] names, List<float[]> all) {

    int rows() {
      return all.size();
    }

    Table part(int from, int to) {
      return new Table(names, all.subList(from, to));
    }

    float[] column(int place) {
      float[] column = new float[all.size()];
      for (int i = 0; i < column.length; i++) {
        column[i] = all.get(i)[place];
      }
      return column;
    }
  }

  /** A gate over all columns that can be calibrated, each of which may pause. */
  private static final class Watch {

    /** Of the thresholds: a constant would else be beyond with a single other value. */
    private static final double FLOOR = 0.05;

    private final Table known;
    private final int window;
    private final List<Integer> places = new ArrayList<>();
    private final List<GateWatch> tests = new ArrayList<>();
    private final List<SeriesReport> reports;
    private final List<String> left = new ArrayList<>();
    private final double[] most;
    private final int[] when;

    Watch(Table known, int window, int reference, double budget) {
      this.known = known;
      this.window = window;
      CalibrationPlan plan = CalibrationPlan.of(window, reference, 1).withBudget(budget);
      List<WatchedSeries> series = new ArrayList<>();
      for (int i = 0; i < known.names().length; i++) {
        WatchedSeries one = new WatchedSeries(known.names()[i], true, known.column(i));
        try {
          Calibrator.requireLongEnough(one, plan);
          series.add(one);
          places.add(i);
        } catch (IllegalArgumentException e) {
          left.add("Not looked at: " + e.getMessage() + ".");
        }
      }
      CalibrationReport report = Calibrator.calibrate(series, plan);
      this.reports = report.series();
      this.most = new double[series.size()];
      this.when = new int[series.size()];
      int[] rows = FalseAlarms.baselineRows(1, known.rows(), reference);
      for (int i = 0; i < series.size(); i++) {
        double[] thresholds =
            Arrays.stream(reports.get(i).thresholds()).map(d -> Math.max(FLOOR, d)).toArray();
        float[] baseline = FalseAlarms.baseline(series.get(i).values(), rows);
        tests.add(GateWatch.of(plan, baseline, thresholds));
      }
    }

    String left() {
      return String.join(" ", left);
    }

    /** Alarms of a gate whose windows are emptied after each. */
    List<Alarm> over(Table live) {
      List<Alarm> alarms = new ArrayList<>();
      for (int row = 0; row < live.rows(); row++) {
        double[] ratios = ratios(live, row);
        int worst = worst(ratios);
        if (ratios[worst] > 1) {
          alarms.add(
              new Alarm(
                  row, reports.get(worst).name(), ratios[worst], direction(live, row, worst)));
          tests.forEach(GateWatch::empty);
        }
      }
      return alarms;
    }

    /** Pauses of a gate that goes on by itself after a window of calm. */
    List<Pause> pauses(Table live) {
      List<Pause> pauses = new ArrayList<>();
      int from = -1;
      int calm = 0;
      double most = 0;
      String direction = "";
      Set<String> beyond = new LinkedHashSet<>();
      for (int row = 0; row < live.rows(); row++) {
        double[] ratios = ratios(live, row);
        int worst = worst(ratios);
        calm = ratios[worst] > 1 ? 0 : calm + 1;
        if (calm == 0) {
          if (from < 0) {
            from = row;
            direction = direction(live, row, worst);
            beyond.add(reports.get(worst).name());
          }
          most = Math.max(most, ratios[worst]);
          for (int i = 0; i < ratios.length; i++) {
            if (ratios[i] > 1) {
              beyond.add(reports.get(i).name());
            }
          }
        } else if (from >= 0 && calm == window) {
          pauses.add(new Pause(from, row, new LinkedHashSet<>(beyond), most, direction));
          from = -1;
          most = 0;
          beyond.clear();
        }
      }
      if (from >= 0) {
        pauses.add(new Pause(from, -1, beyond, most, direction));
      }
      return pauses;
    }

    /** The largest distance of each series over its threshold, and when it was. */
    String nearest(IntFunction<String> day) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < tests.size(); i++) {
        all.add(
            "%s at most %.2f of its threshold, on %s"
                .formatted(reports.get(i).name(), most[i], day.apply(when[i])));
      }
      return String.join("; ", all) + ".";
    }

    /** Each series' largest distance over its threshold; 0 where there is none. */
    private double[] ratios(Table live, int row) {
      double[] ratios = new double[tests.size()];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = tests.get(i).step(live.all().get(row)[places.get(i)]);
        if (ratios[i] > most[i]) {
          most[i] = ratios[i];
          when[i] = row;
        }
      }
      return ratios;
    }

    private static int worst(double[] ratios) {
      int worst = 0;
      for (int i = 1; i < ratios.length; i++) {
        worst = ratios[i] > ratios[worst] ? i : worst;
      }
      return worst;
    }

    /** Whether the last samples are mostly above the reference's median, below, or neither. */
    private String direction(Table live, int row, int worst) {
      int place = places.get(worst);
      float[] before = known.column(place);
      Arrays.sort(before);
      float median = before[before.length / 2];
      int from = Math.max(0, row - 199);
      int above = 0;
      for (int i = from; i <= row; i++) {
        above += live.all().get(i)[place] > median ? 1 : 0;
      }
      double share = (double) above / (row - from + 1);
      return share > 0.6 ? "higher" : share < 0.4 ? "lower" : "another spread or shape";
    }
  }
}
