package io.tidemark.collector.poll;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an item was published.
 *
 * @param published as it says, of a date without a time the first moment; µs since the epoch
 * @param known when it was out by what it says, of a date without a time the end of that day; µs
 *     since the epoch
 */
record FeedTime(long published, long known) {

  private static final Pattern RFC_822 =
      Pattern.compile(
          "(?:\\p{Alpha}+,? +)?(\\d{1,2} +\\p{Alpha}{3,9} +\\d{2,4} +\\d{1,2}:\\d{2}(?::\\d{2})?)"
              + " *([+-]\\d{4}|\\p{Alpha}{1,5})");
  private static final DateTimeFormatter DAY_AND_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d MMM ")
          .appendValueReduced(ChronoField.YEAR, 2, 4, LocalDate.of(1990, 1, 1))
          .appendPattern(" H:mm[:ss]")
          .toFormatter(Locale.ENGLISH);

  /** Hours to be added to UTC, as RFC 822 names them. */
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("GMT", 0),
          Map.entry("UT", 0),
          Map.entry("UTC", 0),
          Map.entry("Z", 0),
          Map.entry("EST", -5),
          Map.entry("EDT", -4),
          Map.entry("CST", -6),
          Map.entry("CDT", -5),
          Map.entry("MST", -7),
          Map.entry("MDT", -6),
          Map.entry("PST", -8),
          Map.entry("PDT", -7));

  /** Reads RFC 822 and ISO 8601; empty for any other text, and for a time without a zone. */
  static Optional<FeedTime> parse(String text) {
    String time = text.strip();
    try {
      Matcher rfc = RFC_822.matcher(time);
      if (rfc.matches()) {
        LocalDateTime local = LocalDateTime.parse(rfc.group(1).replaceAll(" +", " "), DAY_AND_TIME);
        return zone(rfc.group(2)).map(zone -> moment(local.atOffset(zone)));
      }
      if (time.length() == 10) {
        OffsetDateTime day = LocalDate.parse(time).atStartOfDay().atOffset(ZoneOffset.UTC);
        return Optional.of(new FeedTime(micros(day), micros(day.plusDays(1))));
      }
      return Optional.of(moment(OffsetDateTime.parse(time)));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneOffset> zone(String name) {
    if (name.startsWith("+") || name.startsWith("-")) {
      return Optional.of(ZoneOffset.of(name));
    }
    return Optional.ofNullable(ZONES.get(name.toUpperCase(Locale.ROOT))).map(ZoneOffset::ofHours);
  }

  private static FeedTime moment(OffsetDateTime time) {
    return new FeedTime(micros(time), micros(time));
  }

  private static long micros(OffsetDateTime time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }
}
