package io.tidemark.exchange.protocol;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The day on which a future expires, as names of instruments have it: {@code 250328}. */
public final class ExpiryDate {

  /** The letters of the months, January first. */
  private static final String MONTHS = "FGHJKMNQUVXZ";

  private static final Pattern MONTH_CODE = Pattern.compile("([" + MONTHS + "])(\\d{2})");
  private static final DateTimeFormatter DAY =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("dMMMuu")
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);

  private ExpiryDate() {}

  /** The last Friday of a month such as {@code H25}; null where it is none. */
  public static @Nullable String ofMonthCode(String code) {
    Matcher matcher = MONTH_CODE.matcher(code);
    if (!matcher.matches()) {
      return null;
    }
    int year = 2000 + Integer.parseInt(matcher.group(2));
    int month = 1 + MONTHS.indexOf(matcher.group(1));
    return LocalDate.of(year, month, 1)
        .with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY))
        .format(NAME);
  }

  /** A day such as {@code 28MAR25}; null where it is none. */
  public static @Nullable String ofDay(String day) {
    try {
      return LocalDate.parse(day, DAY).format(NAME);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The day of a time in µs since the epoch, in UTC. */
  public static String ofMicros(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000)
        .atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .format(NAME);
  }
}
