package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.recorder.RecordingFiles;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.RecordedLine;
import io.tidemark.exchange.protocol.TradesNote;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.Recording;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is collected of a venue in the box while connections break, and recorded beside: a replay of
 * the recording gives the same books and trades, in the same order and known at the same times.
 */
final class RecordedGapTest {

  private static final List<BoxFault> FAULTS =
      List.of(BoxFault.CLOSES, BoxFault.DROPS_A_DELTA, BoxFault.REPEATS_TRADES, BoxFault.CLOSES);

  private static final Pattern CUT = Pattern.compile("^the gzip file is cut after line (\\d+):");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aReplayGivesWhatWasCollected(BoxVenue venue) throws Exception {
    List<String> collected = collect(venue);
    List<Path> files = files();
    assertThat(replayed(files)).isEqualTo(collected);
    assertThat(collected.stream().filter(words -> words.startsWith("Trade")))
        .hasSizeGreaterThan(200);

    List<Path> without = new ArrayList<>();
    for (Path file : files) {
      without.add(withoutPastTrades(file));
    }
    if (answersPastTrades(venue)) {
      assertThat(replayed(without)).as("the control").hasSizeLessThan(collected.size());
    } else {
      assertThat(replayed(without)).isEqualTo(collected);
    }
  }

  @Test
  void ofARecordingThatIsCutAnywhereWhatStandsBeforeTheCutIsRead() throws Exception {
    collect(BoxVenue.COINBASE);
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    List<String> lines = lines(file);
    for (int length = bytes.length / 3; length < bytes.length; length += bytes.length / 40) {
      Path cut = Files.write(folder.resolve("COINBASE.cut.txt.gz"), Arrays.copyOf(bytes, length));
      List<String> refused = new ArrayList<>();
      List<String> facts = replayed(List.of(cut), refused);
      Matcher said = CUT.matcher(refused.get(refused.size() - 1));
      assertThat(said.find()).as("%d bytes: %s", length, refused).isTrue();
      int whole = Integer.parseInt(said.group(1));
      Path before = Files.write(folder.resolve("COINBASE.before.txt"), lines.subList(0, whole));
      assertThat(facts).isNotEmpty().isEqualTo(replayed(List.of(before)));
    }
  }

  private static boolean answersPastTrades(BoxVenue venue) throws Exception {
    try (VenueBox box = new VenueBox(venue, 5)) {
      return box.answersPastTrades();
    }
  }

  private Path withoutPastTrades(Path file) throws IOException {
    Set<String> requests = new HashSet<>();
    List<String> kept = new ArrayList<>();
    for (String line : lines(file)) {
      Message message = ((Parsed.Valid<Message>) RecordedLine.parse(line, 0)).value();
      TradesNote.read(message).forEach(note -> requests.add(note.request()));
      if (message.kind() != Message.Kind.ANSWER || !requests.contains(message.url())) {
        kept.add(line);
      }
    }
    Path copy = folder.resolve(String.valueOf(file.getFileName()).replace(".gz", ""));
    return Files.write(copy, kept);
  }

  private List<String> collect(BoxVenue venue) throws Exception {
    List<Fact> collected = Collections.synchronizedList(new ArrayList<>());
    RecordingFiles recording = new RecordingFiles(folder);
    try (recording) {
      try (VenueBox box = new VenueBox(venue, 5);
          Collector collector =
              Collector.start(config(venue, box), collected::add, FeedClock.system(), recording)) {
        await(box, () -> books(collected) == 2);
        for (BoxFault fault : FAULTS) {
          if (box.knows(fault)) {
            box.fault(fault, venue.symbols().get(0));
          }
          int before = collected.size();
          await(box, () -> collected.size() > before + 150);
        }
        assertThat(collector.feeds()).hasSize(1);
      }
    }
    assertThat(recording.lost()).isZero();
    return collected.stream()
        .filter(RecordedGapTest::isCompared)
        .map(RecordedGapTest::words)
        .toList();
  }

  private static List<String> replayed(List<Path> files) {
    return replayed(files, new ArrayList<>());
  }

  private static List<String> replayed(List<Path> files, List<String> refused) {
    List<DataFile> data = DataFile.recogniseAll(files, null);
    Recording recording =
        Recording.of(
            Objects.requireNonNull(data.get(0).venue()),
            data,
            data.stream().map(DataFile::name).toList());
    List<String> replayed = new ArrayList<>();
    try (RecordingReader reader = recording.open(any -> true)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        if (row.fact() instanceof Parsed.Valid<Fact> valid && isCompared(valid.value())) {
          replayed.add(words(valid.value()));
        } else if (row.fact() instanceof Parsed.Rejected<Fact> rejected) {
          refused.add(rejected.detail());
        }
      }
      assertThat(reader.counts().balances()).isTrue();
    }
    return replayed;
  }

  private static boolean isCompared(Fact fact) {
    return fact instanceof Trade || fact instanceof Book;
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

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static long books(List<Fact> facts) {
    synchronized (facts) {
      return facts.stream().filter(Book.class::isInstance).map(Fact::instrument).distinct().count();
    }
  }

  private static void await(VenueBox box, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      box.move();
      box.trade();
      box.heartbeat();
      Thread.sleep(20);
    }
  }

  private static CollectConfig config(BoxVenue venue, VenueBox box) {
    return CollectConfig.load(
        null,
        List.of(
            "kafka.bootstrap-servers=127.0.0.1:1",
            "instruments=" + String.join(",", venue.instruments()),
            "collect.endpoints." + venue.label() + ".socket=" + box.socket(),
            "collect.endpoints." + venue.label() + ".rest=" + box.rest()),
        Map.of());
  }
}
