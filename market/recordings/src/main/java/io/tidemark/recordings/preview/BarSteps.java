package io.tidemark.recordings.preview;

import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the bars of a file are: as its name says, or the greatest common divisor of the steps
 * between them, but for a few that are out of step. Venues leave out bars in which nothing was
 * traded, so no single step tells it.
 *
 * @param length ms
 * @param remark what is to be said of it; empty where every step is as long as a bar
 * @param parts of the file in the order of time; empty where it needs no other order
 */
public record BarSteps(long length, String remark, List<TableLayout> parts) {

  private static final long MINUTE = BarStarts.MINUTE;

  private static final Set<Long> LENGTHS_IN_MINUTES =
      Set.of(1L, 3L, 5L, 15L, 30L, 60L, 120L, 240L, 360L, 480L, 720L, 1_440L);

  private static final Pattern NAMED = Pattern.compile("(?:^|[_-])([0-9]{1,4})(m|h|d)(?=[_.-]|$)");

  /**
   * Of the bars in a file.
   *
   * @param layout where its rows stand
   * @param time when a row's bar starts
   * @param firstStarts ms, of the first rows in the order of the file
   * @throws UnreadableDataException when they have no usual length
   */
  public static BarSteps of(Path path, TableLayout layout, LineTime time, List<Long> firstStarts) {
    return of(path, layout, time, firstStarts, named(path));
  }

  /**
   * Of the bars in a file whose name says how long they are.
   *
   * @param layout where its rows stand
   * @param time when a row's bar starts
   * @param firstStarts ms, of the first rows in the order of the file
   * @param named as its name says, ms; 0 where it does not
   * @throws UnreadableDataException when they have no usual length
   */
  public static BarSteps of(
      Path path, TableLayout layout, LineTime time, List<Long> firstStarts, long named) {
    BarStarts starts = BarStarts.of(path, layout, time);
    List<Long> steps = steps(firstStarts);
    if (starts.isEmpty()) {
      throw new UnreadableDataException(
          path
              + " has no row that says when its bar starts: give a time between 2000 and 2100,"
              + " milliseconds where the column's name ends in _ms.");
    }
    if (starts.isSingle()) {
      if (named == 0) {
        throw new UnreadableDataException(
            path + " holds a single bar, its length cannot be told: give a longer file.");
      }
      return new BarSteps(named, "its name says that bars are of " + text(named), List.of());
    }
    if (named != 0 && starts.fit(named)) {
      return new BarSteps(
          named,
          remark(named, steps, "as its name says"),
          starts.parts(layout, areFalling(firstStarts)));
    }
    long divisor = starts.divisor();
    if (divisor % MINUTE != 0 || !LENGTHS_IN_MINUTES.contains(divisor / MINUTE)) {
      throw new UnreadableDataException(
          path
              + " has bars "
              + text(divisor)
              + " apart, which is no usual length: give bars of 1 minute to 1 day.");
    }
    String why = "the greatest common divisor of the steps between them";
    return new BarSteps(
        divisor,
        named == 0
            ? remark(divisor, steps, why)
            : "its bars are of " + text(divisor) + ", " + why + ", and not as its name says",
        starts.parts(layout, areFalling(firstStarts)));
  }

  /** The same of bars of many instruments, whose steps lie between bars of different ones. */
  public static BarSteps ofMany(BarSteps steps) {
    return new BarSteps(steps.length(), "", List.of());
  }

  private static String remark(long length, List<Long> steps, String why) {
    long longer = steps.stream().filter(step -> step > length).count();
    return longer <= steps.size() / 10
        ? ""
        : "bars of "
            + text(length)
            + ", "
            + why
            + ": "
            + longer
            + " of the first "
            + steps.size()
            + " steps are longer, as where a venue leaves out bars without a trade";
  }

  /** As {@link FirstRows#isNewestFirst} says. */
  private static boolean areFalling(List<Long> starts) {
    int more = 0;
    for (int i = 1; i < starts.size(); i++) {
      more += Long.compare(starts.get(i - 1), starts.get(i));
    }
    return more > 0;
  }

  private static List<Long> steps(List<Long> starts) {
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < starts.size(); i++) {
      long step = Math.abs(starts.get(i) - starts.get(i - 1));
      if (step > 0) {
        steps.add(step);
      }
    }
    return steps;
  }

  /** By the file's name or its folder's, such as {@code binance_spot_1h/BTCUSDT.csv}; 0 if none. */
  private static long named(Path path) {
    Path absolute = path.toAbsolutePath();
    long named = named(String.valueOf(absolute.getFileName()));
    Path folder = absolute.getParent();
    return named != 0 || folder == null || folder.getFileName() == null
        ? named
        : named(folder.getFileName().toString());
  }

  private static long named(String name) {
    Matcher matcher = NAMED.matcher(name);
    while (matcher.find()) {
      long minutes =
          Long.parseLong(matcher.group(1))
              * switch (matcher.group(2)) {
                case "m" -> 1;
                case "h" -> 60;
                default -> 1_440;
              };
      if (LENGTHS_IN_MINUTES.contains(minutes)) {
        return minutes * MINUTE;
      }
    }
    return 0;
  }

  private static String text(long millis) {
    if (millis % MINUTE != 0) {
      return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
    long minutes = millis / MINUTE;
    return minutes % 1_440 == 0
        ? minutes / 1_440 + " d"
        : minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
  }
}
