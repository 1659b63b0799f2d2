package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxMarket;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.net.RunningFeed;
import io.tidemark.collector.sink.FactSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Venues in a box while one collector collects them over real sockets. Time passes in steps, for
 * the collector faster than for the venues: each is as long as the collector needs to hear of it,
 * so that a busy machine makes a run longer and nothing else.
 */
final class BoxRun implements AutoCloseable {

  private static final int STEP_MILLIS = 50;
  private static final int PATIENCE_STEPS = 1_200;

  /** Time by the wall in which a collector that works has heard of a step. */
  private static final Duration LONGEST_STEP = Duration.ofMillis(500);

  private final Instant begin = Instant.now();
  private final AtomicInteger done = new AtomicInteger();
  private final int speed;
  private final Map<BoxVenue, VenueBox> boxes = new EnumMap<>(BoxVenue.class);
  private final BoxLedger ledger = new BoxLedger();
  private final Collector collector;

  /**
   * Begins, and waits until all books are live.
   *
   * @param speed of the collector's clock
   * @param between what facts go through before they are judged
   */
  BoxRun(List<BoxVenue> venues, long seed, int speed, UnaryOperator<FactSink> between)
      throws IOException, InterruptedException {
    this(venues, seed, speed, between, new Repairs());
  }

  /**
   * Begins, and waits until all books are live.
   *
   * @param repairs what the collector does about losses
   */
  BoxRun(
      List<BoxVenue> venues, long seed, int speed, UnaryOperator<FactSink> between, Repairs repairs)
      throws IOException, InterruptedException {
    this.speed = speed;
    for (BoxVenue venue : venues) {
      boxes.put(venue, new VenueBox(venue, seed, () -> begin.plus(passed())));
    }
    collector = Collector.start(config(), between.apply(ledger), fast(), null, repairs);
    for (BoxVenue venue : venues) {
      until(venue + " is known", () -> isTrue(venue));
    }
  }

  Collector collector() {
    return collector;
  }

  VenueBox box(BoxVenue venue) {
    VenueBox box = boxes.get(venue);
    if (box == null) {
      throw new IllegalArgumentException(venue + " is not played");
    }
    return box;
  }

  /**
   * A fault hits the venue's first symbol, or all of it.
   *
   * @return seconds of the collector's clock until every book was the venue's again
   */
  double hit(BoxVenue venue, BoxFault fault) throws InterruptedException {
    begin(venue, fault);
    int hitAt = done.get();
    untilTrue(venue);
    return (done.get() - hitAt) * STEP_MILLIS / 1e3 * speed;
  }

  /** A fault hits the venue's first symbol, or all of it; the market goes on until it does. */
  void begin(BoxVenue venue, BoxFault fault) throws InterruptedException {
    VenueBox box = box(venue);
    String symbol = venue.symbols().get(0);
    int before = box.hits(fault);
    box.fault(fault, symbol);
    if (fault.needsARequest()) {
      box.fault(BoxFault.DROPS_A_DELTA, symbol);
    }
    until(fault + " hits " + venue, () -> box.hits(fault) > before);
  }

  /** The market goes on until every book is that of the venue. */
  void untilTrue(BoxVenue venue) throws InterruptedException {
    until(venue + " is known", () -> isTrue(venue));
  }

  /** The market goes on for so many seconds of the collector's clock. */
  void live(Duration time) throws InterruptedException {
    live((int) (time.toMillis() / speed / STEP_MILLIS));
  }

  /** How often the books of the venue were right in so many steps. */
  int timesTrue(BoxVenue venue, int steps) throws InterruptedException {
    int times = 0;
    for (int i = 0; i < steps; i++) {
      live(1);
      times += isTrue(venue) ? 1 : 0;
    }
    return times;
  }

  /** How many trades of the venue were lost since the beginning. */
  int lost(BoxVenue venue) {
    return venue.instruments().stream().mapToInt(each -> ledger.trades(each).lost()).sum();
  }

  /** How many lost trades of the venue belong where no hole is told. */
  int untold(BoxVenue venue) {
    return venue.instruments().stream().mapToInt(each -> ledger.trades(each).untold()).sum();
  }

  /** The number of the last trade of the venue's first instrument. */
  int last(BoxVenue venue) {
    return ledger.trades(venue.instruments().get(0)).last();
  }

  /** How often the venue's feeds reported this. */
  long reports(BoxVenue venue, Kind kind) {
    return collector.feeds().stream()
        .filter(feed -> feed.name().startsWith(venue.label()))
        .mapToLong(feed -> feed.counts().reports().getOrDefault(kind, 0L))
        .sum();
  }

  /** The markets go on for some steps. */
  void live(int steps) throws InterruptedException {
    for (int i = 0; i < steps; i++) {
      boxes
          .values()
          .forEach(
              box -> {
                box.move();
                box.trade();
                box.heartbeat();
              });
      done.incrementAndGet();
      settle();
    }
  }

  private void settle() throws InterruptedException {
    long end = System.nanoTime() + LONGEST_STEP.toNanos();
    do {
      Thread.sleep(STEP_MILLIS);
    } while (collector.feeds().stream().anyMatch(this::isBehind) && System.nanoTime() < end);
  }

  /** A feed looks at the time at every second step. */
  private boolean isBehind(RunningFeed feed) {
    return feed.asks() || feed.behind() > TimeUnit.MILLISECONDS.toMicros(2L * STEP_MILLIS * speed);
  }

  private Duration passed() {
    return Duration.ofMillis((long) done.get() * STEP_MILLIS);
  }

  /** The markets go on until the condition holds. */
  void until(String what, BooleanSupplier condition) throws InterruptedException {
    int end = done.get() + PATIENCE_STEPS;
    do {
      assertThat(done.get()).as("in time: %s", what).isLessThan(end);
      live(1);
    } while (!condition.getAsBoolean());
  }

  /** Whether the last book of each instrument is that of the venue; nothing moves meanwhile. */
  boolean isTrue(BoxVenue venue) {
    List<String> symbols = venue.symbols();
    for (int i = 0; i < symbols.size(); i++) {
      String top = top(box(venue).market(symbols.get(i)));
      if (!ledger.book(venue.instruments().get(i)).equals(top)) {
        return false;
      }
    }
    return true;
  }

  private static String top(BoxMarket market) {
    return BoxLedger.words(
            market.bids().keySet().stream().limit(20).toList(),
            market.bids().values().stream().limit(20).toList())
        + BoxLedger.words(
            market.asks().keySet().stream().limit(20).toList(),
            market.asks().values().stream().limit(20).toList());
  }

  /**
   * Every trade came once and in order. Where the venue cannot be asked for past trades, those may
   * be lost of which the log is told at their place, and no others.
   */
  void assertTrades(BoxVenue venue) throws InterruptedException {
    for (int i = 0; i < venue.symbols().size(); i++) {
      String symbol = venue.symbols().get(i);
      String instrument = venue.instruments().get(i);
      int said = (int) box(venue).market(symbol).lastDeal();
      awaited(() -> ledger.trades(instrument).last() >= said);
      BoxLedger.Verdict verdict = ledger.trades(instrument);
      int lost = box(venue).answersPastTrades() ? 0 : verdict.lost();
      assertThat(verdict).as(instrument).isEqualTo(new BoxLedger.Verdict(lost, 0, 0, 0, said));
    }
  }

  private static void awaited(BooleanSupplier condition) throws InterruptedException {
    long end =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((long) STEP_MILLIS * PATIENCE_STEPS);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(STEP_MILLIS);
    }
  }

  /** How often a hole of the venue's first instrument was told. */
  int gaps(BoxVenue venue) {
    return ledger.gaps(venue.instruments().get(0));
  }

  private CollectConfig config() {
    List<String> assignments = new ArrayList<>();
    List<String> instruments = new ArrayList<>();
    boxes.forEach(
        (venue, box) -> {
          instruments.addAll(venue.instruments());
          assignments.add("collect.endpoints." + venue.label() + ".socket=" + box.socket());
          assignments.add("collect.endpoints." + venue.label() + ".rest=" + box.rest());
        });
    assignments.add("kafka.bootstrap-servers=127.0.0.1:1");
    assignments.add("instruments=" + String.join(",", instruments));
    return CollectConfig.load(null, assignments, Map.of());
  }

  private FeedClock fast() {
    return new FeedClock(
        () -> begin.plus(passed().multipliedBy(speed)),
        () -> passed().multipliedBy(speed).toNanos());
  }

  @Override
  public void close() {
    collector.close();
    boxes.values().forEach(VenueBox::close);
  }
}
