package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedEvent;
import io.tidemark.collector.recorder.FeedRecorder;
import io.tidemark.collector.recorder.RecordingFiles;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.Recording;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code collect --record} writes is a recording as {@code replay} and {@code quality} read.
 */
final class RecordedCollectTest {

  private static final URI SOCKET = URI.create("wss://ws-feed.exchange.coinbase.com/");
  private static final long START =
      Instant.parse("2025-03-05T11:59:30Z").getEpochSecond() * 1_000_000;
  private static final int TRADES = 90;

  @TempDir Path folder;

  @Test
  void theFactsOfTheFilesAreThoseThatWereCollected() throws IOException {
    List<Fact> collected = record();
    List<Path> files = files();
    assertThat(files).as("one for each of two hours").hasSize(2);

    List<DataFile> data = DataFile.recogniseAll(files, null);
    Recording recording =
        Recording.of(Venue.COINBASE, data, data.stream().map(DataFile::name).toList());
    List<String> replayed = new ArrayList<>();
    try (RecordingReader reader = recording.open(any -> true)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        replayed.add(words(((Parsed.Valid<Fact>) row.fact()).value()));
      }
    }
    assertThat(replayed).isEqualTo(collected.stream().map(RecordedCollectTest::words).toList());
  }

  @Test
  void qualityReadsThem() throws IOException {
    record();
    StringWriter said = new StringWriter();
    List<String> command = new ArrayList<>(List.of("quality"));
    files().forEach(file -> command.add(file.toString()));
    int code =
        Tidemark.commandLine()
            .setOut(new PrintWriter(said, true))
            .execute(command.toArray(String[]::new));
    assertThat(code).isZero();
    assertThat(said.toString()).contains("44 rows = 44 accepted", "48 messages = 48 with facts");
  }

  /** Plays half a minute on both sides of an hour to the recorder, and to a protocol beside it. */
  private List<Fact> record() {
    Protocol protocol = Venue.COINBASE.open();
    List<Fact> facts = new ArrayList<>();
    try (RecordingFiles files = new RecordingFiles(folder)) {
      FeedRecorder recorder =
          new FeedRecorder(
              "coinbase",
              VenueDialects.of("BTC-USD@coinbase").orElseThrow(),
              new FeedPlan(Map.of(), Set.of(), SOCKET, SOCKET),
              files);
      recorder.heard(new FeedEvent.Opened(1), START, List.of());
      protocol.read(new Message(Message.Kind.CONNECTED, SOCKET.toString(), START, ""));
      for (int i = 0; i <= TRADES; i++) {
        long now = START + 1 + i * 700_003L;
        String text = i == 0 ? snapshot() : i % 3 == 0 ? change(i, now) : match(i, now);
        recorder.heard(new FeedEvent.Received(1, text), now, List.of());
        for (Outcome outcome : protocol.read(new Message(Message.Kind.RECEIVED, "", now, text))) {
          facts.add(((Outcome.Known) outcome).fact());
        }
      }
    }
    return facts;
  }

  private static String snapshot() {
    return """
    {"type": "snapshot", "product_id": "BTC-USD",
     "bids": [["30100.5", "1.5"], ["30100", "2"]], "asks": [["30101", "0.7"]]}
    """;
  }

  private static String change(int i, long now) {
    return """
    {"type": "l2update", "product_id": "BTC-USD", "time": "%s",
     "changes": [["buy", "30100.5", "%s"]]}
    """
        .formatted(iso(now), 1 + i / 100.0);
  }

  private static String match(int i, long now) {
    return """
    {"type": "match", "trade_id": %d, "sequence": %d, "product_id": "BTC-USD", "side": "sell",
     "size": "0.0%d", "price": "30101", "time": "%s",
     "maker_order_id": "a", "taker_order_id": "b"}
    """
        .formatted(1_000 + i - i / 3, 5_000 + i, 1 + i, iso(now));
  }

  private static String iso(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000 - 50_000)
        .toString();
  }

  private static String words(Fact fact) {
    return fact instanceof Book book
        ? book.instrument()
            + book.eventTime()
            + book.availableAt()
            + Arrays.toString(book.bidPrices())
            + Arrays.toString(book.bidSizes())
            + Arrays.toString(book.askPrices())
            + Arrays.toString(book.askSizes())
        : fact.toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
