package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.Stamp;

/** What a line of a table is judged by: a time, ms since the epoch, or an id. */
@FunctionalInterface
public interface LineTime {

  /** Of a line that does not say it: it will be refused with its reason when it is read. */
  long NONE = Long.MIN_VALUE;

  /** The time or the id, or {@link #NONE}. */
  long of(String line);

  /** Why a line says none; empty where no more is known than that. */
  default String why(String line) {
    return "";
  }

  /** Milliseconds in a column. */
  static LineTime millis(int column) {
    return line -> plausible(cell(line, column));
  }

  /** Microseconds in a column. */
  static LineTime micros(int column) {
    return line -> {
      long micros = cell(line, column);
      return micros == NONE ? NONE : plausible(micros / 1_000);
    };
  }

  /** Milliseconds in a column, or microseconds, as their size says. */
  static LineTime millisOrMicros(int column) {
    return line -> {
      long stamp = cell(line, column);
      return stamp == NONE || Stamp.isPlausible(stamp) ? stamp : plausible(stamp / 1_000);
    };
  }

  /** Nanoseconds in a column. */
  static LineTime nanos(int column) {
    return line -> {
      long nanos = cell(line, column);
      return nanos == NONE ? NONE : plausible(nanos / 1_000_000);
    };
  }

  /** A whole number in a column. */
  static LineTime id(int column) {
    return line -> cell(line, column);
  }

  /** The start of a vendor's bar, which its stamp and its date say. */
  static LineTime vendor(VendorColumns columns) {
    Cells cells = new Cells();
    return new LineTime() {
      @Override
      public long of(String line) {
        return read(line) instanceof Parsed.Valid<VendorBar> bar ? bar.value().start() : NONE;
      }

      @Override
      public String why(String line) {
        return read(line) instanceof Parsed.Rejected<VendorBar> bar ? bar.detail() : "";
      }

      private Parsed<VendorBar> read(String line) {
        return VendorBar.of(columns, cells, 0, line, line);
      }
    };
  }

  private static long plausible(long millis) {
    return Stamp.isPlausible(millis) ? millis : NONE;
  }

  private static long cell(String line, int column) {
    int begin = 0;
    for (int i = 0; i < column; i++) {
      begin = line.indexOf(',', begin) + 1;
      if (begin == 0) {
        return NONE;
      }
    }
    int comma = line.indexOf(',', begin);
    return digits(line, begin, comma < 0 ? line.length() : comma);
  }

  private static long digits(String line, int begin, int end) {
    if (begin == end || end - begin > 19) {
      return NONE;
    }
    long number = 0;
    for (int i = begin; i < end; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return NONE;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
