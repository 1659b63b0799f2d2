package io.tidemark.bench.drift;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Warnings and pauses as a table, in the gate's own figures. */
final class Episodes {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Episodes() {}

  /** A table of {@link #rows}. */
  static Section section(String title, String how, List<List<String>> rows) {
    return new Section(
        title,
        how,
        List.of(
            "what",
            "from",
            "to",
            "series that began it",
            "window",
            "D / threshold",
            "live window against the reference",
            "since about",
            "while it lasted, nearest to a pause"),
        rows,
        List.of());
  }

  /**
   * A row for each.
   *
   * @param shown of the run's episodes those to list
   * @param live what the run was over
   */
  static List<List<String>> rows(List<Episode> shown, RecordedRun run, RecordedTable live) {
    List<List<String>> rows = new ArrayList<>();
    for (Episode episode : shown) {
      rows.add(row(episode, run, live));
    }
    return rows;
  }

  private static List<String> row(Episode episode, RecordedRun run, RecordedTable live) {
    boolean lasts = episode.to() == Episode.LASTS;
    int nearest = run.nearest(episode.from(), lasts ? live.size() : episode.to());
    return List.of(
        episode.isPause() ? "PAUSE" : "warning",
        day(live.times().get(episode.from())),
        lasts ? "(end of the data)" : day(live.times().get(episode.to())),
        episode.series(),
        String.valueOf(episode.opened().tested().window()),
        String.format(
            Locale.ROOT,
            "%.3f / %.3f",
            episode.opened().tested().distance(),
            episode.opened().tested().threshold()),
        episode.difference(),
        day(episode.evidence().changedAt()),
        String.format(
            Locale.ROOT, "%.2f %s", run.reached(nearest), run.verdicts().get(nearest).feature()));
  }

  /** The day of a time in µs since the epoch, UTC. */
  static String day(long micros) {
    return DAY.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
