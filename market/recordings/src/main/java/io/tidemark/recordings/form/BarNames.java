package io.tidemark.recordings.form;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of bars stand that a header names in one of the usual ways. A time of another
 * name is none of these: nothing says whether it is a bar's start or its end.
 *
 * @param timeName what the file calls the start
 * @param time index of the start
 * @param symbol index of the instrument's symbol; -1 where the file is of one
 * @param others indices of open, high, low, close and volume
 */
@SuppressWarnings("ArrayRecordComponent") // five indices that are read only
record BarNames(String timeName, int time, int symbol, int[] others) {

  private static final Set<String> TIMES =
      Set.of(
          "open_time_ms",
          "open_time",
          "opentime",
          "open time",
          "timestamp",
          "time",
          "date",
          "datetime",
          "unix",
          "day_ms",
          "start",
          "start_time",
          "ts",
          "time_period_start",
          "__index_level_0__");

  private static final Set<String> SYMBOLS =
      Set.of("symbol", "pair", "ticker", "instrument", "market", "product_id");

  private static final List<String> PRICES = List.of("open", "high", "low", "close");

  /** As investing.com calls the close. */
  private static final List<String> WITH_PRICE = List.of("open", "high", "low", "price");

  private static final Set<String> VOLUMES =
      Set.of("volume", "vol", "vol.", "base_volume", "volumefrom");

  /** Those of a header in small letters; null where it names no bars. */
  static @Nullable BarNames of(List<String> header) {
    int time = index(header, TIMES);
    List<String> prices = header.contains("close") ? PRICES : WITH_PRICE;
    if (time < 0 || !header.containsAll(prices)) {
      return null;
    }
    int[] others = new int[PRICES.size() + 1];
    for (int i = 0; i < PRICES.size(); i++) {
      others[i] = header.indexOf(prices.get(i));
    }
    others[PRICES.size()] = volume(header);
    return new BarNames(header.get(time), time, symbol(header), others);
  }

  /** The index of the column of symbols in a header in small letters; -1 where there is none. */
  static int symbol(List<String> header) {
    return index(header, SYMBOLS);
  }

  boolean hasVolume() {
    return others[others.length - 1] >= 0;
  }

  /** The indices of start, open, high, low, close and volume. */
  int[] columns() {
    int[] columns = new int[others.length + 1];
    columns[0] = time;
    System.arraycopy(others, 0, columns, 1, others.length);
    return columns;
  }

  /** By a usual name, or else the first that begins with it: a volume in the base comes first. */
  private static int volume(List<String> header) {
    int named = index(header, VOLUMES);
    for (int i = 0; named < 0 && i < header.size(); i++) {
      named = header.get(i).startsWith("volume ") ? i : named;
    }
    return named;
  }

  private static int index(List<String> header, Set<String> names) {
    for (int i = 0; i < header.size(); i++) {
      if (names.contains(header.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
