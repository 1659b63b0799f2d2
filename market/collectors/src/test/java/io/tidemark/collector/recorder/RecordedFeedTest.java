package io.tidemark.collector.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.venue.BookCheck;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collected over real sockets and recorded beside: the recording says what was collected. */
final class RecordedFeedTest {

  private static final List<BoxFault> FAULTS =
      List.of(BoxFault.DROPS_A_DELTA, BoxFault.REPEATS_TRADES, BoxFault.CHANGES_FORMAT);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void theRecordingHoldsTheFactsThatWereCollected(BoxVenue venue) throws Exception {
    List<Fact> collected = collect(venue, faults(venue));
    List<Path> files = files();
    assertThat(files).isNotEmpty().allMatch(file -> folder.relativize(file).getNameCount() == 2);
    List<Fact> replayed = replayed(files);
    assertThat(words(replayed)).isEqualTo(words(collected));
    assertThat(replayed).hasSizeGreaterThan(80);
  }

  /**
   * Where all messages of a connection are numbered, one that is missing may have been a trade:
   * past trades are asked for, which no protocol reads as facts.
   */
  private static List<BoxFault> faults(BoxVenue venue) {
    BookCheck check = VenueDialects.of(venue.instruments().get(0)).orElseThrow().profile().books();
    return check == BookCheck.CONNECTION_NUMBERS ? FAULTS.subList(1, FAULTS.size()) : FAULTS;
  }

  /** The control of {@link BoxFault#REPEATS_TRADES}: the repetition was there, and was left out. */
  @ParameterizedTest
  @EnumSource
  void aTradeThatTheVenueRepeatsIsTwiceInTheRecordingAndOnceInWhatIsCollected(BoxVenue venue)
      throws Exception {
    List<Fact> collected = collect(venue, List.of(BoxFault.REPEATS_TRADES));
    assertThat(collected.stream().filter(Trade.class::isInstance).map(RecordedFeedTest::words))
        .doesNotHaveDuplicates();
    assertThat(repetitions()).as("texts that came twice, one after the other").isPositive();
  }

  /** Some venues number or date their messages, a repetition too. */
  private long repetitions() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files()) {
      for (String line : lines(file)) {
        Message message = ((Parsed.Valid<Message>) RecordedLine.parse(line, 0)).value();
        texts.add(
            message.text().replaceAll("\"(?:sequence_num|message_id)\": \\d+|(,\\d+)+\\]$", ""));
      }
    }
    return IntStream.range(1, texts.size())
        .filter(i -> texts.get(i).length() > 30 && texts.get(i).equals(texts.get(i - 1)))
        .count();
  }

  private List<Fact> collect(BoxVenue venue, List<BoxFault> faults) throws Exception {
    List<Fact> collected = Collections.synchronizedList(new ArrayList<>());
    RecordingFiles recording = new RecordingFiles(folder);
    try (recording) {
      try (VenueBox box = new VenueBox(venue, 5);
          Collector collector =
              Collector.start(config(venue, box), collected::add, FeedClock.system(), recording)) {
        await(box, () -> books(collected) == 2);
        for (BoxFault fault : faults) {
          if (box.knows(fault)) {
            box.fault(fault, venue.symbols().get(0));
          }
          int before = collected.size();
          await(box, () -> collected.size() > before + 40);
        }
        assertThat(collector.feeds()).hasSize(1);
      }
    }
    assertThat(recording.lost()).isZero();
    assertThat(recording.isWell()).isTrue();
    return List.copyOf(collected);
  }

  /** What one protocol makes of all files, in the order of their hours. */
  private static List<Fact> replayed(List<Path> files) throws IOException {
    Protocol protocol =
        Venue.ofFile(String.valueOf(files.get(0).getFileName())).orElseThrow().open();
    List<Fact> facts = new ArrayList<>();
    for (Path file : files) {
      for (String line : lines(file)) {
        Message message = ((Parsed.Valid<Message>) RecordedLine.parse(line, 0)).value();
        for (Outcome outcome : protocol.read(message)) {
          if (outcome instanceof Outcome.Known known) {
            facts.add(known.fact());
          }
        }
      }
    }
    return facts;
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

  /** Of trades those of the first time they came, for that is what is collected. */
  private static List<String> words(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> !(fact instanceof Metric metric && metric.name().startsWith("feed_")))
        .map(RecordedFeedTest::words)
        .distinct()
        .toList();
  }

  private static String words(Fact fact) {
    if (fact instanceof Trade trade) {
      return "trade %s %s %d %s %s %s"
          .formatted(
              trade.instrument(),
              trade.tradeId(),
              trade.eventTime(),
              trade.price(),
              trade.quantity(),
              trade.takerSide());
    }
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
