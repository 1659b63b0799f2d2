package io.tidemark.collector;

import io.tidemark.box.BoxVenue;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.InstrumentKind;
import io.tidemark.collector.venue.MarketData;
import io.tidemark.collector.venue.MarketStream;
import io.tidemark.collector.venue.PastCandles;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.collector.venue.VenueProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of what is collected of each venue, Markdown, as the dialects say it. */
final class VenueTables {

  /** Lengths of candles that are looked for, in minutes. */
  private static final int LONGEST = 1_440;

  private static final List<MarketData> DATA = List.of(MarketData.values());

  private VenueTables() {}

  /** What is collected: a row for each feed and kind of instrument. */
  static String data() {
    StringBuilder table = new StringBuilder();
    row(
        table,
        Stream.concat(
            Stream.of("feed", "instruments"),
            DATA.stream().map(data -> data.name().toLowerCase(Locale.ROOT).replace('_', ' '))));
    row(table, Stream.generate(() -> "---").limit(DATA.size() + 2));
    for (VenueDialect dialect : VenueDialects.ALL) {
      for (InstrumentKind kind : InstrumentKind.values()) {
        List<String> examples =
            dialect.profile().examples().stream().filter(it -> isOf(it, kind)).toList();
        if (!examples.isEmpty()) {
          row(
              table,
              Stream.concat(
                  Stream.of("`" + dialect.name() + "`", codes(examples)),
                  DATA.stream().map(data -> source(dialect, kind, examples.get(0), data))));
        }
      }
    }
    return table.toString();
  }

  private static boolean isOf(String instrument, InstrumentKind kind) {
    return InstrumentKind.of(instrument).filter(kind::equals).isPresent();
  }

  /** The stream that tells it, or how else it is known. */
  private static String source(
      VenueDialect dialect, InstrumentKind kind, String example, MarketData data) {
    if (!data.isOf(kind)) {
      return "";
    }
    Optional<String> stream =
        dialect.streams(kind).stream()
            .filter(each -> each.data().contains(data))
            .map(MarketStream::name)
            .findFirst();
    boolean asked =
        dialect.asked(plan(dialect, example), symbol(dialect, example)).containsKey(data);
    return stream.map(name -> "`" + name + "`").orElse(asked ? "asked for" : "no");
  }

  /** How it is collected: a row for each feed. */
  static String ways() {
    StringBuilder table = new StringBuilder();
    row(
        table,
        Stream.of(
            "feed",
            "dialect",
            "read from",
            "in the box",
            "a book comes by",
            "a lost message of it shows by",
            "past trades",
            "past candles",
            "remark"));
    row(table, Stream.generate(() -> "---").limit(9));
    for (VenueDialect dialect : VenueDialects.ALL) {
      VenueProfile profile = dialect.profile();
      String example = profile.examples().get(0);
      row(
          table,
          Stream.of(
              "`" + dialect.name() + "`",
              profile.dialect(),
              profile.proof() == VenueProfile.Proof.REPLAYED ? "recordings" : "examples",
              isPlayed(dialect) ? "yes" : "no",
              book(dialect, example),
              profile.books().words(),
              pastTrades(profile),
              candles(dialect, example),
              profile.remark()));
    }
    return table.toString();
  }

  private static String pastTrades(VenueProfile profile) {
    return switch (profile.pastTrades()) {
      case 0 -> "no";
      case VenueProfile.ALL_OF_AN_HOUR -> "all of an hour";
      default -> "%,d".formatted(profile.pastTrades());
    };
  }

  /** How its snapshot comes, at first and after a loss. */
  private static String book(VenueDialect dialect, String example) {
    if (dialect.snapshot(plan(dialect, example), symbol(dialect, example)).isPresent()) {
      return "a request";
    }
    return dialect.resubscribeBook(symbol(dialect, example)).isEmpty()
        ? "a new connection"
        : "a new subscription";
  }

  private static boolean isPlayed(VenueDialect dialect) {
    return Arrays.stream(BoxVenue.values())
        .anyMatch(
            venue ->
                VenueDialects.of(venue.instruments().get(0)).filter(dialect::equals).isPresent());
  }

  private static String candles(VenueDialect dialect, String example) {
    List<Integer> lengths =
        IntStream.rangeClosed(1, LONGEST)
            .filter(minutes -> candles(dialect, example, minutes).isPresent())
            .boxed()
            .toList();
    if (lengths.isEmpty()) {
      return "no";
    }
    int most = candles(dialect, example, lengths.get(0)).map(PastCandles::most).orElse(0);
    return "%,d of %s"
        .formatted(
            most, lengths.stream().map(VenueTables::length).collect(Collectors.joining(", ")));
  }

  private static Optional<PastCandles> candles(VenueDialect dialect, String example, int minutes) {
    return dialect.pastCandles(
        plan(dialect, example), symbol(dialect, example), minutes * 60_000_000L, 1);
  }

  private static String length(int minutes) {
    if (minutes % 1_440 == 0) {
      return minutes / 1_440 + " d";
    }
    return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
  }

  /** How connections live: a row for each feed. */
  static String connections() {
    StringBuilder table = new StringBuilder();
    row(
        table,
        Stream.of(
            "feed",
            "`VENUE` in `collect.endpoints`",
            "socket",
            "requests",
            "instruments",
            "sign of life",
            "silence",
            "life",
            "connections in 5 min",
            "between requests"));
    row(table, Stream.generate(() -> "---").limit(10));
    for (VenueDialect dialect : VenueDialects.ALL) {
      row(
          table,
          Stream.of(
              "`" + dialect.name() + "`",
              "`" + dialect.endpoint() + "`",
              "`" + dialect.socket() + "`",
              "`" + dialect.rest() + "`",
              Integer.toString(dialect.symbolsPerConnection()),
              life(dialect),
              words(dialect.silence()),
              words(dialect.life()),
              Integer.toString(dialect.connectionsInFiveMinutes()),
              words(dialect.betweenRequests())));
    }
    return table.toString();
  }

  private static String life(VenueDialect dialect) {
    String every = " every " + words(dialect.pingEvery());
    if (dialect.ping().isPresent()) {
      return "a text" + every;
    }
    if (dialect.isPingedByFrames()) {
      return "a frame" + every;
    }
    return answers(dialect) ? "when it is asked" : "none";
  }

  private static boolean answers(VenueDialect dialect) {
    try {
      return dialect.getClass().getMethod("reply", String.class).getDeclaringClass()
          != VenueDialect.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static String words(Duration time) {
    long millis = time.toMillis();
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }

  private static String symbol(VenueDialect dialect, String instrument) {
    return dialect.symbol(instrument).orElseThrow();
  }

  private static FeedPlan plan(VenueDialect dialect, String instrument) {
    return new FeedPlan(
        Map.of(instrument, symbol(dialect, instrument)),
        EnumSet.allOf(FeedChannel.class),
        dialect.socket(),
        dialect.rest());
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder table, Stream<String> cells) {
    table.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
