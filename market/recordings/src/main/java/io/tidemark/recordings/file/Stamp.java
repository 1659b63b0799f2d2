package io.tidemark.recordings.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as a cell of a file says it: a number of seconds, milliseconds, microseconds or
 * nanoseconds, as its size says, for between 2000 and 2100 those of one unit are none of another;
 * or a date, with or without a time and a zone. What has no zone is UTC.
 */
public final class Stamp {

  /** Of a cell that says no time between 2000 and 2100. */
  public static final long NONE = Long.MIN_VALUE;

  /** 2000-01-01 and 2100-01-01, ms: what lies outside is seconds, microseconds or an accident. */
  private static final long EARLIEST = 946_684_800_000L;

  private static final long LATEST = 4_102_444_800_000L;

  private static final Pattern NUMBER = Pattern.compile("([0-9]{9,19})(?:\\.([0-9]*))?");

  /** A day and a month before the year, or the year in two digits. */
  private static final Pattern TWO_WAYS =
      Pattern.compile("^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})(?![0-9])");

  /** Days since 1900, from 2009 to 2064, as a spreadsheet counts them. */
  private static final Pattern SERIAL = Pattern.compile("[45][0-9]{4}(?:[.,][0-9]+)?");

  private static final Pattern ROUNDED = Pattern.compile("[0-9][.,][0-9]+[eE][+]?[0-9]+");

  private static final Pattern ZONE =
      Pattern.compile("(?: ?(?:Z|UTC|GMT)| ?[+-][0-9]{2}(?::?[0-9]{2})?)$");

  private static final List<DateTimeFormatter> DATES =
      List.of(
          date("uuuu-MM-dd"),
          date("uuuu/MM/dd"),
          DateTimeFormatter.ofPattern("uuuu-MM-dd hh-a", Locale.ROOT));

  private Stamp() {}

  /** Whether this many ms since the epoch lie between 2000 and 2100. */
  public static boolean isPlausible(long millis) {
    return millis >= EARLIEST && millis < LATEST;
  }

  /** µs since the epoch, or {@link #NONE}. */
  public static long micros(String text) {
    if (isWhole(text)) {
      return micros(text, "");
    }
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      String fraction = number.group(2);
      return micros(number.group(1), fraction == null ? "" : fraction);
    }
    return text.length() < 10 ? NONE : plausible(ofDate(text));
  }

  /** Most times are whole numbers, and a regular expression takes its time. */
  private static boolean isWhole(String text) {
    boolean isWhole = text.length() >= 9 && text.length() <= 19;
    for (int i = 0; isWhole && i < text.length(); i++) {
      isWhole = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return isWhole;
  }

  /** What is to be known of a cell that says no time; empty where nothing is. */
  public static String advice(String text) {
    if (TWO_WAYS.matcher(text).find()) {
      return ": whether its day or its month comes first, nobody can know; write 2024-03-01";
    } else if (SERIAL.matcher(text).matches()) {
      return ": a spreadsheet's count of days says no zone and is rounded; write 2024-03-01 13:00";
    }
    return ROUNDED.matcher(text).matches()
        ? ": its last digits are lost; write all of them, such as 1709298000"
        : "";
  }

  /** Whether a cell says a time without a zone that is no number. */
  public static boolean hasNoZone(String text) {
    return text.length() > 10
        && !NUMBER.matcher(text).matches()
        && !ZONE.matcher(text.replace('T', ' ')).find();
  }

  private static long micros(String whole, String fraction) {
    if (whole.length() > 18 && whole.compareTo("9223372036854775807") > 0) {
      return NONE;
    }
    long value = Long.parseLong(whole);
    if (isPlausible(value)) {
      return value * 1_000 + digits(fraction, 3);
    } else if (isPlausible(value / 1_000)) {
      return value;
    } else if (isPlausible(value / 1_000_000)) {
      return value / 1_000;
    }
    return value < 10_000_000_000L ? plausible(value * 1_000_000 + digits(fraction, 6)) : NONE;
  }

  private static long digits(String fraction, int count) {
    return Long.parseLong((fraction + "000000").substring(0, count));
  }

  private static long plausible(long micros) {
    return micros != NONE && isPlausible(Math.floorDiv(micros, 1_000)) ? micros : NONE;
  }

  private static long ofDate(String text) {
    Matcher zone = ZONE.matcher(text);
    boolean hasZone = text.length() > 10 && zone.find(10);
    String local = hasZone ? text.substring(0, zone.start()) : text;
    try {
      ZoneOffset offset = hasZone ? offset(zone.group().strip()) : ZoneOffset.UTC;
      for (DateTimeFormatter format : DATES) {
        LocalDateTime time = parsed(format, local);
        if (time != null) {
          return ChronoUnit.MICROS.between(
              OffsetDateTime.of(LocalDateTime.of(1970, 1, 1, 0, 0), ZoneOffset.UTC),
              time.atOffset(offset));
        }
      }
      return NONE;
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private static @Nullable LocalDateTime parsed(DateTimeFormatter format, String text) {
    try {
      TemporalAccessor read = format.parseBest(text, LocalDateTime::from, LocalDate::from);
      return read instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) read;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZoneOffset offset(String zone) {
    return zone.startsWith("+") || zone.startsWith("-") ? ZoneOffset.of(zone) : ZoneOffset.UTC;
  }

  /** The date, and perhaps a time behind a blank or a T, to the second or finer. */
  private static DateTimeFormatter date(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .optionalStart()
        .appendPattern("['T'][' ']HH:mm[:ss]")
        .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
        .optionalEnd()
        .toFormatter(Locale.ROOT);
  }
}
