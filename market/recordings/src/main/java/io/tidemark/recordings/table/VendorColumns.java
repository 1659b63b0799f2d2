package io.tidemark.recordings.table;

import io.tidemark.recordings.file.Lines;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a data vendor's bars have what: a comment line may stand before the header, whose names
 * begin with {@code unix} and {@code date}, in any case.
 *
 * @param header as it stands in the file
 * @param line the header's number
 */
public record VendorColumns(List<String> header, long line) {

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

  /** Those of the file; null where it is no such file. */
  public static @Nullable VendorColumns in(Path path) {
    try (Lines lines = Lines.open(path)) {
      for (int i = 0; i < 2; i++) {
        String line = lines.next();
        List<String> header = line == null ? List.of() : Arrays.asList(line.strip().split(",", -1));
        if (isHeader(header)) {
          return new VendorColumns(List.copyOf(header), lines.number());
        }
      }
      return null;
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
