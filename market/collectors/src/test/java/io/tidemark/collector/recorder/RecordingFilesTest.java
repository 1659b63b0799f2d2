package io.tidemark.collector.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.collector.feed.FeedAction;
import io.tidemark.collector.feed.FeedAction.HandOnTrades;
import io.tidemark.collector.feed.FeedEvent;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.TradesNote;
import io.tidemark.exchange.protocol.TradesNote.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a recording: their names, hours, and what happens when the disk does not take them. */
final class RecordingFilesTest {

  private static final VenueDialect DIALECT = VenueDialects.of("BTC-USD@coinbase").orElseThrow();
  private static final URI SOCKET = URI.create("wss://ws.venue.example/");
  private static final URI LIST = URI.create("https://venue.example/products");
  private static final long NOON = Instant.parse("2031-03-05T12:00:00Z").getEpochSecond();

  @TempDir Path folder;

  private FeedRecorder recorder(RecordingFiles files) {
    return recorder(files, Map.of());
  }

  private static FeedRecorder recorder(RecordingFiles files, Map<String, String> symbols) {
    FeedPlan plan = new FeedPlan(symbols, Set.of(FeedChannel.TRADES), SOCKET, LIST);
    return new FeedRecorder("coinbase", DIALECT, plan, files);
  }

  private static FeedEvent received(String text) {
    return new FeedEvent.Received(1, text);
  }

  private static long at(long seconds) {
    return (NOON + seconds) * 1_000_000;
  }

  private Path file(String name) {
    return folder.resolve("coinbase").resolve(name);
  }

  @Test
  void eachHourHasItsFileWhichBeginsWithTheListOfInstruments() throws IOException {
    try (RecordingFiles files = new RecordingFiles(folder)) {
      FeedRecorder recorder = recorder(files);
      recorder.heard(
          new FeedEvent.Answered(LIST, 200, 0, "[{\"id\":\n\"A-B\"}]"), at(-2), List.of());
      recorder.heard(new FeedEvent.Opened(1), at(-1) + 5, List.of());
      recorder.sent("{\"subscribe\":1}", at(-1) + 6);
      recorder.heard(new FeedEvent.Passed(), at(-1) + 7, List.of());
      recorder.heard(received("{\"n\":1}"), at(-1) + 999_999, List.of());
      recorder.heard(received("pong"), at(1), List.of());
      recorder.heard(new FeedEvent.Answered(LIST, 500, 0, "broken"), at(2), List.of());
    }
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T11.txt.gz")))
        .containsExactly(
            LIST + " -> " + (NOON - 2) + ".000000: [{\"id\": \"A-B\"}]",
            SOCKET + " <-> " + (NOON - 1) + ".000005",
            SOCKET + " <- " + (NOON - 1) + ".000006: {\"subscribe\":1}",
            (NOON - 1) + ".999999: {\"n\":1}");
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T12.txt.gz")))
        .containsExactly(
            LIST + " -> " + (NOON + 1) + ".000000: [{\"id\": \"A-B\"}]",
            (NOON + 1) + ".000000: pong");
  }

  @Test
  void aListThatTheFeedPassedOverIsInNoFile() throws IOException {
    try (RecordingFiles files = new RecordingFiles(folder)) {
      FeedRecorder recorder = recorder(files);
      recorder.heard(new FeedEvent.Answered(LIST, 200, 0, "[1]"), at(-3), List.of());
      FeedEvent page = new FeedEvent.Answered(LIST, 200, 0, "<html>");
      recorder.heard(page, at(-2), List.of(new FeedAction.PassOver(LIST)));
      recorder.heard(received("[6]"), at(1), List.of());
    }
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T11.txt.gz")))
        .containsExactly(LIST + " -> " + (NOON - 3) + ".000000: [1]");
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T12.txt.gz")))
        .containsExactly(LIST + " -> " + (NOON + 1) + ".000000: [1]", (NOON + 1) + ".000000: [6]");
  }

  @Test
  void eachFileSaysHowTradesAreHandedOnAndWhatAsksForPastOnes() throws IOException {
    String instrument = "A-B@coinbase";
    try (RecordingFiles files = new RecordingFiles(folder)) {
      FeedRecorder recorder = recorder(files, Map.of(instrument, "A-B"));
      recorder.heard(new FeedEvent.Answered(LIST, 200, 0, "[]"), at(-3), List.of());
      recorder.heard(
          received("[1,2,5]"),
          at(-2),
          List.of(publish(1), publish(2), new HandOnTrades(instrument, State.HELD)));
      recorder.heard(received("[6]"), at(1), List.of());
      recorder.heard(
          new FeedEvent.Passed(), at(2), List.of(new HandOnTrades(instrument, State.LATE)));
    }
    TradesNote live =
        new TradesNote(
            instrument,
            "A-B",
            "https://venue.example/products/A-B/trades?limit=1000",
            State.LIVE,
            0);
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T11.txt.gz")))
        .containsExactly(
            LIST + " -> " + (NOON - 3) + ".000000: []",
            note(-3, live),
            note(-2, live.then(State.HELD, 2)),
            (NOON - 2) + ".000000: [1,2,5]");
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T12.txt.gz")))
        .containsExactly(
            LIST + " -> " + (NOON + 1) + ".000000: []",
            note(1, live.then(State.HELD, 0)),
            (NOON + 1) + ".000000: [6]",
            note(2, live.then(State.LATE, 0)));
  }

  private static String note(long seconds, TradesNote note) {
    return "configuration " + (NOON + seconds) + ".000000: " + TradesNote.text(List.of(note));
  }

  private static FeedAction publish(int id) {
    return new FeedAction.Publish(
        new Trade("A-B@coinbase", at(-2), at(-2), String.valueOf(id), 3, 0.5, Side.BUY));
  }

  @Test
  void anotherRunInTheSameHourLeavesTheFileOfTheOneBefore() throws IOException {
    for (String text : List.of("{\"run\":1}", "{\"run\":2}")) {
      try (RecordingFiles files = new RecordingFiles(folder)) {
        recorder(files).heard(received(text), at(60), List.of());
      }
    }
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T12.txt.gz")))
        .containsExactly((NOON + 60) + ".000000: {\"run\":1}");
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T12.2.txt.gz")))
        .containsExactly((NOON + 60) + ".000000: {\"run\":2}");
  }

  @Test
  void whatTheDiskDoesNotTakeIsCountedAndSaidAndLaterItGoesOn() throws Exception {
    Path obstacle = Files.writeString(folder.resolve("coinbase"), "no folder");
    try (RecordingFiles files = new RecordingFiles(folder)) {
      FeedRecorder recorder = recorder(files);
      for (int i = 0; i < 1_000; i++) {
        recorder.heard(received("{\"n\":" + i + "}"), at(i), List.of());
      }
      await(() -> files.lost() == 1_000);
      assertThat(files.isWell()).isFalse();
      assertThat(files.words().toString()).contains("0 lines written, 1,000 lost; ");
      Files.delete(obstacle);
      recorder.heard(received("{\"n\":1000}"), at(1_000), List.of());
      await(() -> files.written() == 1);
      assertThat(files.isWell()).isTrue();
    }
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T12.txt.gz")))
        .containsExactly((NOON + 1_000) + ".000000: {\"n\":1000}");
  }

  @Test
  void aFileThatBeginsWithAFullDiskStillHasItsListsAndItsOpening() throws Exception {
    Path obstacle = Files.writeString(folder.resolve("coinbase"), "no folder");
    RecordingFiles files = new RecordingFiles(folder);
    try (files) {
      FeedRecorder recorder = recorder(files);
      recorder.heard(new FeedEvent.Answered(LIST, 200, 0, "[1]"), at(1), List.of());
      recorder.heard(new FeedEvent.Opened(1), at(2), List.of());
      recorder.heard(received("{\"n\":0}"), at(3), List.of());
      await(() -> files.lost() == 1);
      recorder.heard(new FeedEvent.Answered(LIST, 200, 0, "[2]"), at(4), List.of());
      recorder.heard(received("{\"n\":1}"), at(5), List.of());
      await(() -> files.lost() == 3);
      Files.delete(obstacle);
      recorder.heard(received("{\"n\":2}"), at(6), List.of());
      await(() -> files.written() == 3);
    }
    assertThat(lines(file("COINBASE.coinbase.2031-03-05T12.txt.gz")))
        .containsExactly(
            SOCKET + " <-> " + (NOON + 2) + ".000000",
            LIST + " -> " + (NOON + 4) + ".000000: [2]",
            (NOON + 6) + ".000000: {\"n\":2}");
    assertThat(files.lost()).isEqualTo(3);
  }

  @Test
  void whatIsStillOwedAtTheEndIsLost() throws IOException {
    Files.writeString(folder.resolve("coinbase"), "no folder");
    RecordingFiles files = new RecordingFiles(folder);
    try (files) {
      recorder(files).heard(new FeedEvent.Opened(1), at(2), List.of());
    }
    assertThat(files.lost()).isEqualTo(1);
  }

  /** A limit on the size of files, of which none takes a byte, stands for a full disk. */
  @Test
  void aDiskThatTakesNothingLeavesNoEmptyFile() throws Exception {
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "trap '' XFSZ; ulimit -f 0; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                RecordingOnFullDisk.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isEqualTo(RecordingOnFullDisk.LOST);
    try (Stream<Path> paths = Files.walk(folder)) {
      assertThat(paths.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aFolderIntoWhichNothingCanBeWrittenIsRefusedAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("afile"), "");
    assertThatThrownBy(() -> new RecordingFiles(file))
        .isInstanceOf(UnwritableFolderException.class)
        .hasMessage(file + " is a file: name a folder to record into");
    assertThatThrownBy(() -> new RecordingFiles(file.resolve("within")))
        .isInstanceOf(UnwritableFolderException.class)
        .hasMessageStartingWith("no file can be written into " + file.resolve("within"));
  }

  @Test
  void afterAFullDiskTheFileIsStillWhole() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    try (RecordingFiles files = new RecordingFiles(folder)) {
      FeedRecorder recorder = recorder(files);
      recorder.heard(received("{\"n\":0}"), at(1), List.of());
      await(() -> files.written() == 1);
      Path file = file("COINBASE.coinbase.2031-03-05T12.txt.gz");
      Path aside = Files.move(file, folder.resolve("aside"));
      // writes to it fail as on a full disk
      Files.createSymbolicLink(file, full);
      recorder.heard(received("{\"n\":1}"), at(2), List.of());
      await(() -> files.lost() == 1);
      assertThat(files.words().toString()).contains("No space left");
      Files.delete(file);
      Files.move(aside, file);
      recorder.heard(received("{\"n\":2}"), at(3), List.of());
      await(() -> files.written() == 2);
      assertThat(lines(file))
          .extracting(line -> line.substring(19))
          .containsExactly("{\"n\":0}", "{\"n\":2}");
    }
  }

  @Test
  void aFloodCostsLinesAndNotMemory() {
    String text = "x".repeat(8 << 20);
    RecordingFiles files = new RecordingFiles(folder);
    try (files) {
      FeedRecorder recorder = recorder(files);
      for (int i = 0; i < 30; i++) {
        recorder.heard(received(text), at(i), List.of());
      }
      recorder.heard(received("x".repeat(16 << 20)), at(31), List.of());
    }
    assertThat(files.lost()).isPositive();
    assertThat(files.written() + files.lost()).isEqualTo(31);
  }

  private static void await(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
