package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxMarket;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * History by requests and then what comes live, of venues in a box over real sockets, against the
 * whole market replayed. The clock of the markets and of the collector is 20 times as fast.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WarmUpSeamTest {

  private static final int SPEED = 20;
  private static final List<BoxVenue> VENUES =
      List.of(BoxVenue.BINANCE, BoxVenue.COINBASE, BoxVenue.KRAKEN, BoxVenue.BYBIT, BoxVenue.OKX);
  private static final List<String> OF_PRICES =
      List.of("log_return(3)", "realised_vol(20)", "atr(14)", "rsi(14)", "macd(12,26,9)", "obv(9)");
  private static final List<String> OF_TRADES =
      List.of("log_return", "volume_delta(5)", "trade_sign_imbalance(5)", "average_trade_size(8)");

  /** Bars of trades before all of {@link #OF_TRADES} are known; the first one is a candle. */
  private static final long WARM = 9;

  /** What a market had, and what was collected of it, in the order of handing over. */
  private record Played(List<Trade> whole, List<Fact> collected) {}

  /** More trades than any answer brings: candles stand before them. */
  private final Map<BoxVenue, Played> reachedByCandles = new EnumMap<>(BoxVenue.class);

  /** All trades of the past are in the answer. */
  private final Map<BoxVenue, Played> reachedByTrades = new EnumMap<>(BoxVenue.class);

  @BeforeAll
  void play() throws Exception {
    play(Duration.ofHours(3), reachedByCandles);
    play(Duration.ofMinutes(40), reachedByTrades);
  }

  private static void play(Duration past, Map<BoxVenue, Played> into) throws Exception {
    Instant begin = Instant.now();
    long nanos = System.nanoTime();
    InstantSource clock = () -> begin.plusNanos((System.nanoTime() - nanos) * SPEED);
    FeedClock feedClock = new FeedClock(clock, () -> System.nanoTime() * SPEED);
    Map<BoxVenue, VenueBox> boxes = new EnumMap<>(BoxVenue.class);
    List<String> assignments = new ArrayList<>();
    List<String> instruments = new ArrayList<>();
    for (BoxVenue venue : VENUES) {
      VenueBox box = new VenueBox(venue, 11, clock);
      box.past(past, Duration.ofSeconds(5));
      boxes.put(venue, box);
      instruments.add(venue.instruments().get(0));
      assignments.add("collect.endpoints." + venue.label() + ".socket=" + box.socket());
      assignments.add("collect.endpoints." + venue.label() + ".rest=" + box.rest());
    }
    assignments.add("kafka.bootstrap-servers=127.0.0.1:1");
    assignments.add("instruments=" + String.join(",", instruments));
    assignments.add("collect.warm-up=300");
    List<Fact> facts = new CopyOnWriteArrayList<>();
    CollectConfig config = CollectConfig.load(null, assignments, Map.of());
    try (Collector collector = Collector.start(config, facts::add, feedClock)) {
      assertThat(collector.feeds()).hasSize(boxes.size());
      for (int step = 0; step < 200; step++) {
        boxes.values().forEach(VenueBox::move);
        boxes.values().forEach(VenueBox::trade);
        boxes.values().forEach(VenueBox::heartbeat);
        Thread.sleep(50);
      }
    }
    boxes.forEach((venue, box) -> into.put(venue, played(venue, box, facts)));
    boxes.values().forEach(VenueBox::close);
  }

  private static Played played(BoxVenue venue, VenueBox box, List<Fact> facts) {
    String instrument = venue.instruments().get(0);
    return new Played(
        box.market(venue.symbols().get(0)).lastDeals(5_000).stream()
            .map(deal -> trade(instrument, deal))
            .toList(),
        facts.stream()
            .filter(fact -> fact.instrument().equals(instrument))
            .filter(fact -> fact instanceof Trade || fact instanceof Candle)
            .toList());
  }

  private static Trade trade(String instrument, BoxMarket.Deal deal) {
    Parsed<Trade> trade =
        Trade.of(
            instrument,
            deal.millis() * 1_000,
            0,
            Long.toString(deal.id()),
            deal.price(),
            deal.size(),
            deal.takerBuys() ? Side.BUY : Side.SELL);
    return ((Parsed.Valid<Trade>) trade).value();
  }

  @ParameterizedTest
  @FieldSource("VENUES")
  void candlesThenTradesThenLiveGiveTheVectorsOfTheWholeMarket(BoxVenue venue) {
    Played played = seen(reachedByCandles, venue);
    assertThat(candles(played)).hasSizeGreaterThan(60);
    assertThat(differences(OF_PRICES, played.whole(), played.collected())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("VENUES")
  void tradesThatReachBackToTheBeginningGiveEveryVectorOfTrades(BoxVenue venue) {
    Played played = seen(reachedByTrades, venue);
    assertThat(candles(played)).hasSizeLessThan(2);
    assertThat(differences(OF_TRADES, played.whole(), played.collected())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("VENUES")
  void aTradeThatIsLostOrDoubledAtTheSeamIsSeen(BoxVenue venue) {
    assertSeen(OF_PRICES, seen(reachedByCandles, venue));
    assertSeen(OF_TRADES, seen(reachedByTrades, venue));
  }

  private static void assertSeen(List<String> features, Played played) {
    List<Fact> lost = new ArrayList<>(played.collected());
    int seam = lastOfThePast(lost);
    Trade last = (Trade) lost.remove(seam);
    assertThat(differences(features, played.whole(), lost)).isNotEmpty();
    List<Fact> doubled = new ArrayList<>(played.collected());
    doubled.add(seam, last);
    assertThat(differences(features, played.whole(), doubled)).isNotEmpty();
    List<Fact> later = new ArrayList<>(played.collected());
    later.remove(seam + 1);
    assertThat(differences(features, played.whole(), later)).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("VENUES")
  void aCandleThatIsLostBeforeTheTradesIsSeen(BoxVenue venue) {
    Played played = seen(reachedByCandles, venue);
    List<Fact> lost = new ArrayList<>(played.collected());
    lost.remove(candles(played).size() - 1);
    assertThat(differences(OF_PRICES, played.whole(), lost)).isNotEmpty();
  }

  private static Played seen(Map<BoxVenue, Played> of, BoxVenue venue) {
    return Objects.requireNonNull(of.get(venue));
  }

  private static List<Candle> candles(Played played) {
    return played.collected().stream()
        .filter(Candle.class::isInstance)
        .map(Candle.class::cast)
        .toList();
  }

  /** A trade of the past has its own time; one that came live was known later. */
  private static int lastOfThePast(List<Fact> facts) {
    int last = -1;
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i) instanceof Trade trade && trade.availableAt() == trade.eventTime()) {
        last = i;
      }
    }
    return last;
  }

  /** What of the collected market is not as it is in the whole one; nothing if there is no seam. */
  private static List<String> differences(
      List<String> features, List<Trade> whole, List<Fact> collected) {
    List<String> differences = new ArrayList<>();
    List<Trade> trades =
        collected.stream().filter(Trade.class::isInstance).map(Trade.class::cast).toList();
    long id = Long.parseLong(trades.get(0).tradeId());
    for (Trade trade : trades) {
      if (!trade.tradeId().equals(Long.toString(id++))) {
        differences.add("trade " + trade.tradeId() + " stands where " + (id - 1) + " belongs");
        id = Long.parseLong(trade.tradeId()) + 1;
      }
    }
    FoldedMarket replayed = new FoldedMarket(features, whole);
    FoldedMarket warmed = new FoldedMarket(features, collected);
    long begin = features.equals(OF_TRADES) ? bar(trades.get(0)) + WARM * FoldedMarket.MINUTE : 0;
    long end = bar(trades.get(trades.size() - 1));
    Map<Long, List<Float>> closed = replayed.closed(begin, end);
    if (closed.size() < 30 || !closed.equals(warmed.closed(begin, end))) {
      differences.add(
          "closed bars: %d of the whole, %d collected, or not the same vectors"
              .formatted(closed.size(), warmed.closed(begin, end).size()));
    }
    long firstWhole =
        trades.stream()
            .filter(trade -> bar(trade) > bar(trades.get(0)))
            .findFirst()
            .map(trade -> Long.parseLong(trade.tradeId()))
            .orElseThrow();
    Map<Long, List<Float>> forming = replayed.forming(firstWhole);
    Map<Long, List<Float>> collectedForming = warmed.forming(firstWhole);
    forming.keySet().retainAll(collectedForming.keySet());
    collectedForming.keySet().retainAll(forming.keySet());
    if (forming.size() < trades.size() / 2 || !forming.equals(collectedForming)) {
      differences.add("forming bars: " + forming.size() + " compared, or not the same vectors");
    }
    return differences;
  }

  private static long bar(Trade trade) {
    return Math.floorDiv(trade.eventTime(), FoldedMarket.MINUTE) * FoldedMarket.MINUTE;
  }
}
