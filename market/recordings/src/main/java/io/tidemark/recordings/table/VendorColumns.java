package io.tidemark.recordings.table;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a data vendor's bars have what: a comment line may stand before the header, whose names
 * begin with {@code unix} and {@code date}, in any case.
 *
 * @param header as it stands in the file
 */
public record VendorColumns(List<String> header) {

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
    return isHeader(header) ? new VendorColumns(List.copyOf(header)) : null;
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
