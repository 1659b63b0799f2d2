package io.tidemark.recordings.file;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the day or the month comes first in dates such as {@code 31.12.2024 13:00} or {@code
 * 12/31/2024 1:00 PM}. A number above 12 decides it, for all rows of a file.
 */
public enum DayOrder {
  /** No date is of this form, or none decides it. */
  UNKNOWN,
  /** {@code 31.12.2024}. */
  DAY_FIRST,
  /** {@code 12/31/2024}. */
  MONTH_FIRST;

  private static final Pattern DATE =
      Pattern.compile(
          "([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
              + "(?:,?[ T]([0-9]{1,2}):([0-9]{2})(:[0-9]{2}(?:\\.[0-9]+)?)?(?: ?([AaPp][Mm]))?)?");

  private static final int MONTHS = 12;
  private static final int NOON = 12;

  /** Whether a cell is a date whose order has to be known. */
  public static boolean isAsked(String cell) {
    return DATE.matcher(cell).matches();
  }

  /** What one cell decides. */
  public static DayOrder of(String cell) {
    Matcher date = DATE.matcher(cell);
    if (!date.matches()) {
      return UNKNOWN;
    }
    boolean isDayFirst = Integer.parseInt(date.group(1)) > MONTHS;
    boolean isMonthFirst = Integer.parseInt(date.group(2)) > MONTHS;
    return isDayFirst == isMonthFirst ? UNKNOWN : isDayFirst ? DAY_FIRST : MONTH_FIRST;
  }

  /** The same time with the year first, as {@link Stamp} reads it; any other cell as it is. */
  public String yearFirst(String cell) {
    Matcher date = DATE.matcher(cell);
    if (this == UNKNOWN || !date.matches()) {
      return cell;
    }
    int one = Integer.parseInt(date.group(1));
    int two = Integer.parseInt(date.group(2));
    String day =
        String.format(
            Locale.ROOT,
            "%s-%02d-%02d",
            date.group(3),
            this == DAY_FIRST ? two : one,
            this == DAY_FIRST ? one : two);
    if (date.group(4) == null) {
      return day;
    }
    String seconds = date.group(6) == null ? ":00" : date.group(6);
    int hour = hour(Integer.parseInt(date.group(4)), date.group(7));
    return String.format(Locale.ROOT, "%s %02d:%s%s", day, hour, date.group(5), seconds);
  }

  /** An hour of the day; one that no clock shows stays, and is refused as a time. */
  private static int hour(int shown, @Nullable String half) {
    if (half == null) {
      return shown;
    }
    boolean isAfternoon = half.toUpperCase(Locale.ROOT).equals("PM");
    return shown < 1 || shown > NOON ? 99 : shown % NOON + (isAfternoon ? NOON : 0);
  }
}
