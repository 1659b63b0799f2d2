package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.box.RecordedBox;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.RecordedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was recorded of an exchange is said again over a real socket, and collected: the same trades
 * in the same order and the same last books as its protocol reads from the recording.
 */
@Execution(ExecutionMode.CONCURRENT)
final class CollectedRecordingTest {

  /** As long as it was recorded: books are asked for one after the other. */
  private static final int SECONDS = 30;

  @ParameterizedTest
  @EnumSource(
      value = Venue.class,
      names = {"BINANCE", "BINANCE_FUTURES", "BINANCE_DELIVERY", "COINBASE"})
  void whatIsCollectedIsWhatTheProtocolReadsFromTheRecording(Venue venue) throws Exception {
    List<Message> messages = messages(venue);
    List<Fact> expected = read(venue, messages);
    List<Fact> collected = Collections.synchronizedList(new ArrayList<>());
    Set<String> instruments = instruments(venue, expected);
    try (RecordedBox box = new RecordedBox(path -> answer(messages, path));
        Collector collector =
            Collector.start(config(venue, box, instruments), collected::add, FeedClock.system())) {
      List<String> texts = texts(messages);
      box.play(texts, 1 + texts.size() / SECONDS);
      awaited(collected, trades(expected, instruments).size());
      assertThat(collector.feeds()).hasSize(1);
    }
    List<Fact> facts = List.copyOf(collected);
    assertThat(trades(facts, instruments))
        .isNotEmpty()
        .containsExactlyElementsOf(trades(expected, instruments));
    assertThat(books(facts, instruments)).isNotEmpty().isEqualTo(books(expected, instruments));
  }

  private static void awaited(List<Fact> facts, int trades) throws InterruptedException {
    for (int i = 0; i < 200 && trades(facts) < trades; i++) {
      Thread.sleep(50);
    }
    Thread.sleep(200);
  }

  private static long trades(List<Fact> facts) {
    synchronized (facts) {
      return facts.stream().filter(Trade.class::isInstance).count();
    }
  }

  /** Everything that was recorded of a venue, in the order of its times. */
  private static List<Message> messages(Venue venue) throws IOException {
    Path folder = Path.of(System.getProperty("tidemark.root"), "../shared/data/ws");
    assumeThat(Files.isDirectory(folder))
        .as("%s is there; without it nothing recorded can be played", folder)
        .isTrue();
    List<Message> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().startsWith(venue + ".")).toList()) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            // the recorder also listened to the best price, which the collector does not ask for
            if (RecordedLine.parse(line, 0) instanceof Parsed.Valid<Message> valid
                && valid.value().at() > 0
                && !valid.value().text().contains("@bookTicker")) {
              messages.add(valid.value());
            }
          }
        }
      }
    }
    messages.sort(Comparator.comparingLong(Message::at));
    return messages;
  }

  private static List<Fact> read(Venue venue, List<Message> messages) {
    Protocol protocol = venue.open();
    List<Fact> facts = new ArrayList<>();
    for (Message message : messages) {
      for (Outcome outcome : protocol.read(message)) {
        if (outcome instanceof Outcome.Known known) {
          facts.add(known.fact());
        }
      }
    }
    return facts;
  }

  /** Those that were traded and that the collector can name. */
  private static Set<String> instruments(Venue venue, List<Fact> facts) {
    Set<String> instruments = new TreeSet<>();
    for (Fact fact : facts) {
      Optional<VenueDialect> dialect = VenueDialects.of(fact.instrument());
      if (dialect.isPresent() && dialect.get().venue() == venue) {
        instruments.add(fact.instrument());
      }
    }
    return instruments;
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.kind() == Message.Kind.RECEIVED)
        .map(Message::text)
        .toList();
  }

  /** The answer that was recorded for the same resource and symbol, whatever else is asked for. */
  private static Optional<String> answer(List<Message> messages, String path) {
    URI asked = URI.create(path);
    return messages.stream()
        .filter(message -> message.kind() == Message.Kind.ANSWER)
        .filter(
            message -> {
              URI url = URI.create(message.url());
              return last(url).equals(last(asked)) && symbol(url).equals(symbol(asked));
            })
        .map(Message::text)
        .findFirst();
  }

  private static String last(URI uri) {
    return uri.getPath().substring(uri.getPath().lastIndexOf('/'));
  }

  private static String symbol(URI uri) {
    String query = uri.getQuery();
    return query == null ? "" : query.replaceAll("(?s).*symbol=([^&]*).*|.*", "$1");
  }

  private static List<String> trades(List<Fact> facts, Set<String> instruments) {
    List<String> trades = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof Trade trade && instruments.contains(trade.instrument())) {
        trades.add(
            "%s %s %d %s %s %s"
                .formatted(
                    trade.instrument(),
                    trade.tradeId(),
                    trade.eventTime(),
                    trade.price(),
                    trade.quantity(),
                    trade.takerSide()));
      }
    }
    return trades;
  }

  private static Map<String, String> books(List<Fact> facts, Set<String> instruments) {
    Map<String, String> books = new TreeMap<>();
    for (Fact fact : facts) {
      if (fact instanceof Book book && instruments.contains(book.instrument())) {
        books.put(book.instrument(), BoxLedger.words(book));
      }
    }
    return books;
  }

  private static CollectConfig config(Venue venue, RecordedBox box, Set<String> instruments) {
    return CollectConfig.load(
        null,
        List.of(
            "kafka.bootstrap-servers=127.0.0.1:1",
            "instruments=" + String.join(",", instruments),
            "collect.endpoints." + venue.label() + ".socket=" + box.socket(),
            "collect.endpoints." + venue.label() + ".rest=" + box.rest()),
        Map.of());
  }
}
