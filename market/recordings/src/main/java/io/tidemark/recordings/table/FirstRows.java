package io.tidemark.recordings.table;

import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the times of a file's first rows say about all of it. */
public final class FirstRows {

  private static final int ENOUGH = 1_000;
  private static final long MINUTE = 60_000L;
  private static final Set<Long> LENGTHS_IN_MINUTES =
      Set.of(1L, 3L, 5L, 15L, 30L, 60L, 120L, 240L, 360L, 480L, 720L, 1_440L);

  private final Map<Long, Integer> steps = new HashMap<>();
  private int rising;
  private int falling;

  private FirstRows() {}

  /** Looks at the times (ms) in this column; refuses a file without rows or the wrong way round. */
  public static FirstRows of(Path path, int timeColumn) {
    FirstRows first = new FirstRows();
    int rows = 0;
    try (Lines lines = Lines.open(path)) {
      Cells cells = new Cells();
      @Nullable Long last = null;
      lines.next();
      for (String line = lines.next(); line != null && rows < ENOUGH; line = lines.next()) {
        rows++;
        cells.split(line);
        Long time = time(cells, timeColumn);
        if (time != null && last != null) {
          first.step(time - last);
        }
        last = time == null ? last : time;
      }
    }
    if (rows == 0) {
      throw new UnreadableDataException(path + " holds a header and no rows: fetch it again.");
    }
    if (first.falling > first.rising) {
      throw new UnreadableDataException(
          path + " has its newest row first: turn it round, oldest row first, and try again.");
    }
    return first;
  }

  /** Looks at the times of a vendor's bars, which may be either way round. */
  public static FirstRows of(Path path, VendorColumns columns) {
    FirstRows first = new FirstRows();
    try (Lines lines = Lines.open(path)) {
      long last = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (lines.number() > columns.line() + ENOUGH) {
          break;
        }
        long start = lines.number() > columns.line() ? VendorLines.start(line, columns) : 0;
        if (start != 0 && last != 0) {
          first.step(Math.abs(start - last));
        }
        last = start == 0 ? last : start;
      }
    }
    return first;
  }

  /** The length of the bars (µs): the step that is most frequent, the shortest of several. */
  public long barLength(Path path) {
    long best = 0;
    int often = 0;
    for (Map.Entry<Long, Integer> step : steps.entrySet()) {
      int count = step.getValue();
      if (count > often || (count == often && step.getKey() < best)) {
        best = step.getKey();
        often = count;
      }
    }
    if (best % MINUTE != 0 || !LENGTHS_IN_MINUTES.contains(best / MINUTE)) {
      throw new UnreadableDataException(
          path
              + (often == 0
                  ? " holds a single bar, its length cannot be told: give a longer file."
                  : " has bars "
                      + best
                      + " ms apart, which is no usual length: give bars of 1 minute to 1 day."));
    }
    return best * 1_000;
  }

  private void step(long step) {
    if (step > 0) {
      rising++;
      steps.merge(step, 1, Integer::sum);
    } else if (step < 0) {
      falling++;
    }
  }

  /** Null for a row that will be refused with its reason when it is read. */
  private static @Nullable Long time(Cells cells, int column) {
    try {
      long time = column < cells.count() ? cells.whole(column, "time") : 0;
      return RowParser.isPlausible(time) ? time : null;
    } catch (BadCellException e) {
      return null;
    }
  }
}
