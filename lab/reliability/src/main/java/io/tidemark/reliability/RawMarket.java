package io.tidemark.reliability;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Trade;
import io.tidemark.simulator.MarketSimulation;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.simulator.SimItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts for all eight input topics from a seed: the simulator's trades, books, funding, sentiment,
 * metrics and heartbeats, the candles that its venue would publish of them, and now and then a
 * person's command.
 *
 * <p>No two facts become available in the same microsecond. So there is one right order, and {@link
 * Fact#availableAt()} names a fact.
 */
public final class RawMarket {

  /** What {@code instruments} has to be configured as. */
  public static final List<String> INSTRUMENTS =
      SimInstrument.ALL.stream().map(SimInstrument::name).toList();

  /** Whose bars are the venue's candles; those of the others are made of trades. */
  public static final String BY_CANDLES = SimInstrument.ETH.name();

  /** Whose candles go into the logs of all others. */
  public static final String REFERENCE = SimInstrument.BTC.name();

  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** After the end of a candle it takes its venue so long to publish it, µs. */
  private static final long PUBLICATION = SECOND;

  private RawMarket() {}

  /**
   * A calm market of so many minutes, in the order in which its facts become available.
   *
   * @param start µs since the epoch
   */
  public static List<Fact> facts(long seed, long start, int minutes) {
    Scenario calm = new Scenario("calm", start, minutes * MINUTE, List.of(), 0);
    List<Fact> facts = new ArrayList<>();
    new MarketSimulation(calm, seed)
        .forEachRemaining(
            item -> {
              if (item instanceof SimItem.Good good) {
                facts.add(good.fact());
              }
            });
    facts.addAll(candles(facts));
    for (long at = start + HOUR / 2; at < calm.end(); at += HOUR) {
      facts.addAll(commands(at));
    }
    facts.sort(Comparator.comparingLong(Fact::availableAt)); // stable
    return oneAtATime(facts);
  }

  /** The market's minutes as its venue publishes them; a minute without a trade has no candle. */
  private static List<Candle> candles(List<Fact> facts) {
    List<Candle> candles = new ArrayList<>();
    Map<String, Candle> newest = new HashMap<>();
    for (Fact fact : facts) {
      if (fact instanceof Trade trade) {
        Candle forming = newest.get(trade.instrument());
        long start = Math.floorDiv(trade.eventTime(), MINUTE) * MINUTE;
        if (forming != null && forming.start() < start) {
          candles.add(forming);
          forming = null;
        }
        newest.put(trade.instrument(), with(forming, start, trade));
      }
    }
    return candles;
  }

  private static Candle with(@Nullable Candle candle, long start, Trade trade) {
    double price = trade.price();
    return new Candle(
        trade.instrument(),
        start,
        MINUTE,
        start + MINUTE + PUBLICATION,
        candle == null ? price : candle.open(),
        candle == null ? price : Math.max(candle.high(), price),
        candle == null ? price : Math.min(candle.low(), price),
        price,
        (candle == null ? 0 : candle.volume()) + trade.quantity());
  }

  /** The kill switch for three minutes, and a version that no store holds. */
  private static List<Fact> commands(long at) {
    String instrument = SimInstrument.SOL.name();
    long later = at + 3 * MINUTE;
    ModelRef absent = new ModelRef("absent", "1", "0".repeat(64));
    return List.of(
        new Control(instrument, at, at, ControlCommand.KILL, "suite", "to be seen in the log"),
        new Control(instrument, later, later, ControlCommand.RESUME, "suite", ""),
        new ModelUpdate(instrument, at, at, ModelAction.REGISTER, absent, "suite"));
  }

  private static List<Fact> oneAtATime(List<Fact> facts) {
    List<Fact> distinct = new ArrayList<>(facts.size());
    long last = Long.MIN_VALUE;
    for (Fact fact : facts) {
      last = Math.max(last + 1, fact.availableAt());
      distinct.add(AvailableAt.of(fact, last));
    }
    return distinct;
  }
}
