package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.exchange.Venue;
import io.tidemark.recordings.message.MessageCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What exchanges really sent, where it lies beside the repository, plays to its end. */
final class RecordedMessagesTest {

  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<String, Long> clocks = new HashMap<>();
  private long letters;

  @ParameterizedTest
  @CsvSource({
    "binance_usdm_, 93954, 21313",
    "binance_coinm_, 98386, 5235",
    "binance_spot_, 99574, 19904",
  })
  void everyMessageOfADeepRecordingIsAccountedFor(String prefix, long messages, long trades)
      throws IOException {
    ReplayCounts counts = play(files("depth", prefix));
    assertThat(counts.messages()).hasSize(1);
    MessageCounts played = counts.messages().get(0);
    assertThat(played.messages()).isEqualTo(messages);
    assertThat(played.facts()).containsEntry(EventKind.TRADE, trades).containsKey(EventKind.BOOK);
    assertThat(played.deadLetters()).isZero();
  }

  static Stream<Venue> recorded() {
    return Stream.of(
        Venue.BINANCE,
        Venue.BINANCE_FUTURES,
        Venue.BINANCE_DELIVERY,
        Venue.COINBASE,
        Venue.KRAKEN,
        Venue.KRAKEN_FUTURES,
        Venue.BITFINEX,
        Venue.GEMINI,
        Venue.BYBIT,
        Venue.BITMEX,
        Venue.DERIBIT,
        Venue.DYDX);
  }

  /** All files of one venue, and a table of another so that there is something to play. */
  @ParameterizedTest
  @MethodSource("recorded")
  void everyMessageOfAVenueIsAccountedFor(Venue venue) throws IOException {
    List<Path> files = files("ws", venue.name() + ".");
    ReplayCounts counts =
        play(with(files, data("trades/binance_spot_XRPETH_trades_2019-10-11.csv.gz")));
    MessageCounts played = counts.messages().get(0);
    long lines = 0;
    for (Path file : files) {
      lines += lines(file);
    }
    assertThat(played.messages()).isEqualTo(lines);
    assertThat(played.withFacts()).as(played.toString()).isPositive();
    assertThat(played.deadLetters()).as(played.toString()).isEqualTo(letters);
  }

  @Test
  void allVenuesAtOnceAreOneRecordingEach() throws IOException {
    ReplayCounts counts = play(files("ws", ""));
    assertThat(counts.messages())
        .extracting(MessageCounts::recording)
        .containsExactlyInAnyOrder(recorded().map(Venue::name).toArray(String[]::new));
  }

  private ReplayCounts play(List<Path> paths) {
    List<DataFile> files = paths.stream().map(DataFile::recognise).toList();
    try (Replay replay = Replay.open(files, List.of())) {
      replay.forEachRemaining(this::look);
      ReplayCounts counts = replay.counts();
      assertThat(counts.balances()).as(counts.toString()).isTrue();
      assertThat(counts.refused()).isEqualTo(letters);
      assertThat(counts.events()).isEqualTo(counts.facts());
      return counts;
    }
  }

  private void look(ReplayItem item) {
    if (item instanceof ReplayItem.Event read) {
      LogEvent event = read.event();
      String stream = event.instrument() + " of " + event.origin().topic();
      Long before = offsets.put(stream, event.origin().offset());
      assertThat(event.origin().offset()).isGreaterThan(before == null ? -1 : before);
      Long clock = clocks.put(event.instrument(), event.availableAt());
      assertThat(event.availableAt()).isGreaterThanOrEqualTo(clock == null ? 0 : clock);
    } else {
      letters++;
    }
  }

  /** Lines that are not empty, counted by other means. */
  private static long lines(Path path) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).count();
    }
  }

  private static List<Path> with(List<Path> files, Path more) {
    List<Path> all = new ArrayList<>(files);
    all.add(more);
    return all;
  }

  private static List<Path> files(String folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(data(folder))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static Path data(String name) {
    Path path =
        Path.of(System.getProperty("tidemark.root")).resolve("../shared/data").resolve(name);
    assumeThat(path).as("the recorded data is beside the repository").exists();
    return path.normalize();
  }
}
