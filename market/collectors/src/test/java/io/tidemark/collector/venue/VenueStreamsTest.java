package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a venue's dialect says of itself is what it does: the page about it is made of that. */
final class VenueStreamsTest {

  private static final List<String> QUOTES = List.of("USD", "USDT", "USDC", "EUR", "GUSD");
  private static final List<String> TERMS = List.of("", "-PERP", "-270326");
  private static final Pattern MOST = Pattern.compile("(?:limit|count|size|limit_trades)=(\\d+)");
  private static final Path EXCHANGES =
      Path.of(System.getProperty("tidemark.root")).resolve("docs/reference/exchanges.md");

  static Stream<VenueDialect> dialects() {
    return VenueDialects.ALL.stream();
  }

  private static FeedPlan plan(
      VenueDialect dialect, List<String> instruments, Set<FeedChannel> of) {
    Map<String, String> symbols = new LinkedHashMap<>();
    instruments.forEach(each -> symbols.put(each, dialect.symbol(each).orElseThrow()));
    return new FeedPlan(symbols, of, dialect.socket(), dialect.rest());
  }

  private static InstrumentKind kind(String instrument) {
    return InstrumentKind.of(instrument).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void itsExamplesAreItsOwnAndOfEachKindThatItHas(VenueDialect dialect) {
    List<String> examples = dialect.profile().examples();
    Set<InstrumentKind> kinds = EnumSet.noneOf(InstrumentKind.class);
    for (String example : examples) {
      assertThat(VenueDialects.of(example)).as(example).containsSame(dialect);
      kinds.add(kind(example));
    }
    for (InstrumentKind kind : InstrumentKind.values()) {
      assertThat(dialect.streams(kind).isEmpty()).as("%s", kind).isEqualTo(!kinds.contains(kind));
    }
    for (String place : examples.stream().map(it -> it.replaceAll(".*@", "")).distinct().toList()) {
      for (String quote : QUOTES) {
        for (String term : TERMS) {
          String instrument = "BTC-" + quote + term + "@" + place;
          assertThat(dialect.symbol(instrument).isEmpty() || kinds.contains(kind(instrument)))
              .as("%s has an example of its kind", instrument)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void itSubscribesToTheStreamsOfAChannelAndToNoOthers(VenueDialect dialect) {
    for (String example : dialect.profile().examples()) {
      for (FeedChannel channel : FeedChannel.values()) {
        FeedPlan plan = plan(dialect, List.of(example), EnumSet.of(channel));
        List<String> said = new ArrayList<>(dialect.subscribe(plan));
        said.add(dialect.connection(plan).toString());
        for (MarketStream stream : dialect.streams(kind(example))) {
          Pattern name = Pattern.compile("(?<![a-z])" + Pattern.quote(stream.name()) + "(?![a-z])");
          assertThat(said.stream().anyMatch(text -> name.matcher(text).find()))
              .as("%s for %s of %s: %s", stream.name(), channel, example, said)
              .isEqualTo(stream.channel() == channel);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void eachFactComesFromOnePlace(VenueDialect dialect) {
    for (String example : dialect.profile().examples()) {
      InstrumentKind kind = kind(example);
      List<MarketData> told =
          new ArrayList<>(
              dialect.streams(kind).stream().flatMap(it -> it.data().stream()).toList());
      FeedPlan plan = plan(dialect, List.of(example), EnumSet.allOf(FeedChannel.class));
      told.addAll(dialect.asked(plan, plan.names().iterator().next()).keySet());
      assertThat(told).contains(MarketData.TRADES, MarketData.BOOK).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void thePastIsAskedForAsItSays(VenueDialect dialect) {
    for (String example : dialect.profile().examples()) {
      FeedPlan plan = plan(dialect, List.of(example), EnumSet.of(FeedChannel.TRADES));
      String symbol = plan.names().iterator().next();
      int most = dialect.profile().pastTrades();
      assertThat(dialect.pastTrades(plan, symbol).isPresent()).isEqualTo(most > 0);
      dialect.pastTrades(plan, symbol).ifPresent(uri -> assertMost(uri, most));
      dialect
          .pastCandles(plan, symbol, 3_600_000_000L, 1_000)
          .ifPresent(past -> assertMost(past.request(), past.most()));
    }
  }

  /** Some requests do not say how many are wanted. */
  private static void assertMost(URI request, int most) {
    Matcher asked = MOST.matcher(request.toString());
    if (asked.find()) {
      assertThat(asked.group(1)).as(request.toString()).isEqualTo(Integer.toString(most));
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void thePageAboutExchangesSaysTheSameOfItsProof(VenueDialect dialect) throws IOException {
    String venue = "| `" + dialect.venue().name() + "` ";
    List<String> proofs =
        Files.readAllLines(EXCHANGES).stream()
            .filter(row -> row.startsWith(venue))
            .map(row -> row.substring(row.lastIndexOf('|', row.length() - 2) + 1))
            .toList();
    String proof = dialect.profile().proof().name().toLowerCase(Locale.ROOT);
    assertThat(proofs).as(venue).anyMatch(text -> text.contains("`" + proof + "`"));
  }
}
