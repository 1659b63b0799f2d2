package io.tidemark.recordings.preview;

import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * When the bars of a whole file start, counted in a cycle of days: a file may become finer far from
 * its first rows, and what is kept of it does not grow with it.
 */
final class BarStarts {

  static final long MINUTE = 60_000L;

  /** Minutes in 42 days, so that bars of 7 min, 3 d or a week are found, which are refused. */
  private static final int CYCLE = 42 * 1_440;

  /** From so many bars on, one whose start fits no other is taken for a wrong one. */
  private static final int ENOUGH = 16;

  /** One of so many may be a wrong one. */
  private static final int MANY = 20;

  private final int[] counts = new int[CYCLE];
  private final Divisor ofAll = new Divisor();
  private final Divisor ofWholeMinutes = new Divisor();
  private final FileParts parts = FileParts.ofBars(false);
  private final FileParts newestFirst = FileParts.ofBars(true);

  /** The greatest number of ms that divides all steps between some starts. */
  private static final class Divisor {
    private long first;
    private int starts;
    private long value;

    void add(long start) {
      first = starts++ == 0 ? start : first;
      value = gcd(value, Math.abs(start - first));
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }
  }

  /**
   * Reads the file to its end, or to where it breaks off, which is said when its rows are read.
   *
   * @param layout where its rows stand
   * @param time when a row's bar starts
   */
  static BarStarts of(Path path, TableLayout layout, LineTime time) {
    BarStarts starts = new BarStarts();
    LineTime ofRecord = layout.ofRecord(time);
    try (Records records = layout.open(path)) {
      for (String record = records.next(); record != null; record = records.next()) {
        boolean isRow = records.number() > layout.headerLine();
        long start = isRow ? ofRecord.of(record) : LineTime.NONE;
        if (start != LineTime.NONE) {
          starts.add(start);
          starts.parts.add(records.number(), start);
          starts.newestFirst.add(records.number(), start);
        }
      }
    } catch (UnreadableDataException e) {
      return starts;
    }
    return starts;
  }

  private void add(long start) {
    ofAll.add(start);
    if (start % MINUTE == 0) {
      ofWholeMinutes.add(start);
      counts[(int) (start / MINUTE % CYCLE)]++;
    }
  }

  /**
   * Parts of the file in the order of time; empty where it needs no other order.
   *
   * @param backwards whether the newest row of a part comes first
   */
  List<TableLayout> parts(TableLayout layout, boolean backwards) {
    return (backwards ? newestFirst : parts).inOrder(layout);
  }

  /** Whether no row says one. */
  boolean isEmpty() {
    return ofAll.starts == 0;
  }

  /** Whether there are no two that differ. */
  boolean isSingle() {
    return ofAll.value == 0;
  }

  /** Whether bars of this length, ms, start so: all but a few. */
  boolean fit(long length) {
    return areWholeMinutes() && fit((int) (length / MINUTE));
  }

  /** The greatest length that {@link #fit}s, ms. */
  long divisor() {
    if (!areWholeMinutes()) {
      return ofAll.value;
    }
    for (int minutes = CYCLE; minutes * MINUTE > ofWholeMinutes.value; minutes--) {
      if (CYCLE % minutes == 0 && fit(minutes)) {
        return minutes * MINUTE;
      }
    }
    return ofWholeMinutes.value;
  }

  /** Where most are, those that are not are wrong. */
  private boolean areWholeMinutes() {
    return 2 * ofWholeMinutes.starts > ofAll.starts;
  }

  private boolean fit(int minutes) {
    int[] byRemainder = new int[minutes];
    int most = 0;
    for (int i = 0; i < CYCLE; i++) {
      byRemainder[i % minutes] += counts[i];
      most = Math.max(most, byRemainder[i % minutes]);
    }
    int all = ofWholeMinutes.starts;
    return all - most <= (all < ENOUGH ? 0 : Math.max(1, all / MANY));
  }
}
