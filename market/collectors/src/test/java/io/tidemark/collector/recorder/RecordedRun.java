package io.tidemark.collector.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.RecordedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * One venue in the box, collected over a real socket and recorded into a folder beside. The venue
 * and the collector have one clock, which runs 20 times as fast as the wall's: where the collector
 * waits, the test need not.
 */
final class RecordedRun {

  private static final int SPEED = 20;
  private static final int STEP_MILLIS = 20;
  private static final long SEED = 5;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Path folder;

  RecordedRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Collects and records, until all is written.
   *
   * @param faults that hit the venue's first symbol, those that it knows, one after the other
   * @param factsAfter how many facts come after each of them
   * @return what was collected
   */
  List<Fact> collect(BoxVenue venue, List<BoxFault> faults, int factsAfter) throws Exception {
    return collect(venue, Duration.ZERO, faults, factsAfter);
  }

  /**
   * Collects and records, until all is written.
   *
   * @param ahead of the venue's clock, so far is the collector's
   */
  List<Fact> collect(BoxVenue venue, Duration ahead, List<BoxFault> faults, int factsAfter)
      throws Exception {
    Instant begin = Instant.now();
    long nanos = System.nanoTime();
    LongSupplier passed = () -> (System.nanoTime() - nanos) * SPEED;
    InstantSource wall = () -> begin.plusNanos(passed.getAsLong());
    FeedClock clock = new FeedClock(() -> wall.instant().plus(ahead), passed);
    List<Fact> collected = Collections.synchronizedList(new ArrayList<>());
    RecordingFiles recording = new RecordingFiles(folder);
    try (recording) {
      try (VenueBox box = new VenueBox(venue, SEED, wall);
          Collector collector =
              Collector.start(config(venue, box), collected::add, clock, recording)) {
        await(box, () -> books(collected) == venue.symbols().size());
        for (BoxFault fault : faults) {
          if (box.knows(fault)) {
            int hits = box.hits(fault);
            box.fault(fault, venue.symbols().get(0));
            await(box, () -> box.hits(fault) > hits);
          }
          int before = collected.size();
          await(box, () -> collected.size() > before + factsAfter);
        }
        assertThat(collector.feeds()).hasSize(1);
      }
    }
    assertThat(recording.lost()).isZero();
    assertThat(recording.isWell()).isTrue();
    return List.copyOf(collected);
  }

  /** What was recorded, in the order of the hours. */
  List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** What a line says. */
  static Message message(String line) {
    return ((Parsed.Valid<Message>) RecordedLine.parse(line, 0)).value();
  }

  /** All that a fact says; of a book what its arrays hold. */
  static String words(Fact fact) {
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
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      box.move();
      box.trade();
      box.heartbeat();
      Thread.sleep(STEP_MILLIS);
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
