package io.tidemark.bench.drift;

import io.tidemark.calibration.artefact.ExportedRows;
import io.tidemark.client.CommandFailedException;
import io.tidemark.dataset.EventLog;
import io.tidemark.dataset.ExportPlan;
import io.tidemark.dataset.RecordedLog;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.recordings.DataFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Tables out of recorded files. */
public final class RecordedFiles {

  private RecordedFiles() {}

  /**
   * The first columns of a gzipped CSV file with a header; an empty cell is missing.
   *
   * @param columns how many
   */
  public static RecordedTable csv(Path file, int columns) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> names = cells(file, String.valueOf(lines.readLine()), columns);
      List<float[]> rows = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(numbers(file, cells(file, line, columns)));
      }
      return RecordedTable.of(names, rows);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> cells(Path file, String line, int columns) {
    String[] cells = line.split(",", -1);
    if (cells.length < columns) {
      throw new CommandFailedException(
          "%s has a line with fewer than %d columns: %s".formatted(file, columns, line));
    }
    return Arrays.asList(cells).subList(0, columns);
  }

  private static float[] numbers(Path file, List<String> cells) {
    float[] row = new float[cells.size()];
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = cells.get(i).isEmpty() ? Float.NaN : Float.parseFloat(cells.get(i));
      } catch (NumberFormatException e) {
        throw new CommandFailedException(
            file + " has a cell that is no number: " + cells.get(i), e);
      }
    }
    return row;
  }

  /**
   * Features at the closes of hourly bars, from the core that serves.
   *
   * @param bars the recorded file
   */
  static RecordedTable hourly(Path bars, List<String> features) {
    try {
      Path scratch = Files.createTempDirectory("tidemark-drift");
      try {
        Path out = scratch.resolve("export");
        export(bars, features, out);
        try (Stream<Path> files = Files.list(out)) {
          ExportedRows rows =
              ExportedRows.read(
                  files.findFirst().orElseThrow(), features, Long.MIN_VALUE, Long.MAX_VALUE);
          return new RecordedTable(features, rows.times(), rows.vectors());
        }
      } finally {
        remove(scratch);
      }
    } catch (IOException e) {
      throw new CommandFailedException("No folder for the export: " + e.getMessage(), e);
    }
  }

  private static void export(Path bars, List<String> features, Path out) {
    ExportPlan plan = ExportPlan.of(features, "1h", "bar", 1);
    try (EventLog log =
        new RecordedLog(List.of(DataFile.recognise(bars, null)), plan.featureSet())) {
      TrainingExport.write(
          log, plan, any -> true, MarketSettings.BARS_MAX_FLAT.option().defaultValue(), 1, out);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The rows of days {@code from} to the one before {@code to}, such as 2021-01-01. */
  static RecordedTable days(RecordedTable table, String from, String to) {
    return table.part(firstAt(table, micros(from)), firstAt(table, micros(to)));
  }

  private static int firstAt(RecordedTable table, long time) {
    int row = 0;
    while (row < table.size() && table.times().get(row) < time) {
      row++;
    }
    return row;
  }

  private static long micros(String day) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(day + "T00:00:00Z"));
  }
}
