package io.tidemark.recordings.table;

import io.tidemark.recordings.file.Stamp;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a data vendor's bars have what: a comment line may stand before the header, whose names
 * begin with {@code unix} and {@code date}, in any case.
 *
 * @param header as it stands in the file
 * @param inSeconds whether its time stamps are in seconds; otherwise one that is needs repair
 */
public record VendorColumns(List<String> header, boolean inSeconds) {

  static final int TIME = 0;
  static final int DATE = 1;
  static final int SYMBOL = 2;
  static final int OPEN = 3;
  static final int HIGH = 4;
  static final int LOW = 5;
  static final int CLOSE = 6;

  /** Of the base; the quote's may follow. */
  static final int VOLUME = 7;

  private static final List<String> NAMES =
      List.of("unix", "date", "symbol", "open", "high", "low", "close", "volume");

  /** Those of a header; null where it is another one. */
  public static @Nullable VendorColumns of(List<String> header) {
    return isHeader(header) ? new VendorColumns(List.copyOf(header), false) : null;
  }

  /** The same columns. */
  public VendorColumns inSeconds(boolean areInSeconds) {
    return new VendorColumns(header, areInSeconds);
  }

  /** Whether the time stamps of all rows are in seconds. */
  public boolean areInSeconds(List<String> rows) {
    Cells cells = new Cells();
    for (String row : rows) {
      cells.split(row);
      if (!isInSeconds(cells)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInSeconds(Cells cells) {
    try {
      return Stamp.isPlausible((long) (1_000 * cells.number(TIME, "unix")));
    } catch (BadCellException e) {
      return false; // the row is refused when it is read
    }
  }

  private static boolean isHeader(List<String> header) {
    if (header.size() < NAMES.size()) {
      return false;
    }
    for (int i = 0; i < NAMES.size(); i++) {
      String name = header.get(i).toLowerCase(Locale.ROOT);
      if (!name.equals(NAMES.get(i)) && !name.startsWith(NAMES.get(i) + " ")) {
        return false;
      }
    }
    return true;
  }
}
