package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.PastCandles;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.candle.ClosedCandles;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Protocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for the past of each instrument before its live facts are handed on, one request after the
 * other: first trades, then closed candles. Each instrument has its {@link Seam}.
 */
final class FeedWarmUp {

  /** Facts that are held back for one instrument; with one more the past is not waited for. */
  static final int MOST_HELD = 20_000;

  /** After so many answers that do not reach up to the live trades, candles must do. */
  private static final int MOST_TRIES = 3;

  private static final String NO_REQUEST = "the venue has no request for them";

  /** µs. */
  private static final long BETWEEN_TRIES = 2_000_000;

  /**
   * What goes before the live facts of an instrument, or these.
   *
   * @param candles of the bars before {@code trades}
   * @param trades of the past, and how many are missing between them
   * @param live what was held back
   */
  record Joined(List<Candle> candles, List<Fact> trades, List<Fact> live) {}

  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final BarHistory wanted;
  private final Map<String, Seam> seams = new LinkedHashMap<>();
  private final Map<String, Integer> tries = new HashMap<>();
  private final Map<String, PastSkips> skips = new HashMap<>();

  /** Whose answer each request brings. */
  private final Map<URI, String> asked = new HashMap<>();

  /** The venue's clock is ahead of the ticks by so much at least, µs. */
  private long venueAhead = Long.MIN_VALUE;

  FeedWarmUp(FeedPlan plan, VenueDialect dialect, BarHistory wanted) {
    this.plan = plan;
    this.dialect = dialect;
    this.wanted = wanted;
    if (wanted.isWanted()) {
      plan.symbols().keySet().forEach(instrument -> seams.put(instrument, new Seam(wanted)));
    }
  }

  /**
   * The connection is lost. Instruments of which nothing was handed on begin anew: the past that is
   * asked for later has what was held of them.
   *
   * @return these instruments
   */
  List<String> interrupted() {
    return List.copyOf(seams.keySet()).stream().filter(this::beginsAnew).toList();
  }

  /** Whether nothing was handed on of the instrument yet; then it begins anew. */
  boolean beginsAnew(String instrument) {
    Seam seam = seams.get(instrument);
    if (seam == null || !seam.isUnsaid()) {
      return false;
    }
    seams.put(instrument, new Seam(wanted));
    tries.remove(instrument);
    skips.remove(instrument);
    asked.values().remove(instrument);
    return true;
  }

  /** Whether nothing was handed on of the instrument yet. */
  boolean isUnsaid(String instrument) {
    Seam seam = seams.get(instrument);
    return seam != null && seam.isUnsaid();
  }

  /** Whether the fact is held back until the past before it is known. */
  boolean holds(Fact fact, FeedMoment now) {
    if (!seams.isEmpty() && (fact instanceof Trade || fact instanceof Book)) {
      venueAhead = Math.max(venueAhead, fact.eventTime() - now.tick());
    }
    Seam seam = seams.get(fact.instrument());
    return seam != null && seam.holds(fact, now);
  }

  /** The next request that is due. */
  Optional<URI> request(FeedMoment now) {
    seams.values().removeIf(seam -> seam.stage() == Seam.Stage.DONE);
    List<Map.Entry<String, Seam>> waiting = new ArrayList<>(seams.entrySet());
    waiting.sort(Comparator.comparingLong(each -> each.getValue().askFrom()));
    for (Map.Entry<String, Seam> each : waiting) {
      String symbol = plan.symbols().getOrDefault(each.getKey(), "");
      Seam seam = each.getValue();
      seam.passed(now.tick(), pastTrades(symbol).isPresent());
      if (seam.wantsAnswer(now.tick()) && !asked.containsValue(each.getKey())) {
        Optional<URI> uri =
            seam.stage() == Seam.Stage.TRADES
                ? pastTrades(symbol)
                : candles(symbol).map(PastCandles::request);
        if (uri.isPresent()) {
          asked.put(uri.get(), each.getKey());
          return uri;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<URI> pastTrades(String symbol) {
    return plan.wants(FeedChannel.TRADES) ? dialect.pastTrades(plan, symbol) : Optional.empty();
  }

  private Optional<PastCandles> candles(String symbol) {
    return dialect.pastCandles(plan, symbol, wanted.length(), wanted.bars() + 2);
  }

  /** Whether this request asks for an instrument's past. */
  boolean asks(URI request) {
    return asked.containsKey(request);
  }

  /**
   * An answer came about an instrument's past.
   *
   * @param reader reads past trades
   * @return what is to be handed on because of it
   */
  Optional<Joined> answered(FeedEvent.Answered answer, Protocol reader, Step step) {
    String instrument = asked.getOrDefault(answer.request(), "");
    asked.remove(answer.request());
    Seam seam = seams.get(instrument);
    if (seam == null) {
      return Optional.empty();
    }
    boolean good = answer.status() == 200;
    if (!good) {
      step.report(Kind.REFUSED, answer.failure());
      if (tries.merge(instrument, 1, Integer::sum) < MOST_TRIES) {
        seam.askFrom(step.tick() + BETWEEN_TRIES);
        return Optional.empty();
      }
    }
    if (seam.stage() != Seam.Stage.TRADES) {
      ClosedCandles closed =
          good
              ? closed(instrument, seam, answer.body(), step.now())
              : new ClosedCandles(List.of(), answer.failure());
      return Optional.of(candles(instrument, seam, closed, step));
    }
    List<Trade> past = good ? pastTrades(instrument, reader, answer) : List.of();
    trades(instrument, seam, past, step);
    return Optional.empty();
  }

  /** What is told of the past counts as known when it happened. */
  private List<Trade> pastTrades(String instrument, Protocol reader, FeedEvent.Answered answer) {
    String symbol = plan.symbols().getOrDefault(instrument, "");
    String url = answer.request().toString();
    return reader.pastTrades(symbol, new Message(Message.Kind.ANSWER, url, 0, answer.body()));
  }

  private void trades(String instrument, Seam seam, List<Trade> answer, Step step) {
    if (seam.trades(answer)) {
      if (dialect.numbersTrades()) {
        int until = Math.min(seam.joined().size() + 1, answer.size());
        skips.put(instrument, PastSkips.of(answer.subList(0, until)));
      }
      return;
    }
    String words = instrument + ": past trades do not reach up to the live ones";
    if (tries.merge(instrument, 1, Integer::sum) >= MOST_TRIES) {
      tries.remove(instrument); // candles are another request
      seam.noTrades();
      step.report(Kind.REFUSED, words + "; it begins with candles");
    } else {
      seam.askFrom(step.tick() + BETWEEN_TRIES);
      step.report(Kind.REFUSED, words + " yet");
    }
  }

  /** Past trades, and what is missing among them where it is. */
  private List<Fact> pastTrades(String instrument, Seam seam, Step step) {
    PastSkips skipped = skips.getOrDefault(instrument, PastSkips.NONE);
    skips.remove(instrument);
    List<Fact> facts = skipped.among(seam.joined(), seam.firstHeld());
    long told = PastSkips.told(facts);
    if (told > 0) {
      step.report(
          Kind.TRADES_LOST,
          instrument + ": " + told + " trades are missing: the answer skips them");
    }
    return facts;
  }

  private ClosedCandles closed(String instrument, Seam seam, String text, FeedMoment now) {
    return candles(plan.symbols().getOrDefault(instrument, ""))
        .map(
            past ->
                past.answer()
                    .closed(instrument, wanted.length(), past.asked(), time(seam, now), text))
        .orElse(new ClosedCandles(List.of(), NO_REQUEST));
  }

  /** The local clock may be ahead of the venue's, and the venue's times ahead of ours. */
  private long time(Seam seam, FeedMoment now) {
    long local = seam.time(now);
    return venueAhead == Long.MIN_VALUE ? local : Math.min(local, venueAhead + now.tick());
  }

  private Joined candles(String instrument, Seam seam, ClosedCandles closed, Step step) {
    if (seam.isHolding()) {
      return join(instrument, seam, closed, step);
    }
    long holes = seam.holes();
    List<Candle> missing = seam.firstBar(closed.candles(), step.now(), time(seam, step.now()));
    if (!missing.isEmpty()) {
      tellLeftOut(instrument, closed, step);
    }
    if (seam.holes() > holes) {
      tell(instrument, (seam.holes() - holes) + " more candles are missing", step);
    }
    if (seam.stage() == Seam.Stage.DONE && seam.behind() > 0) {
      tell(instrument, "the candle of the bar in which its trades begin did not come", step);
    }
    return new Joined(missing, List.of(), List.of());
  }

  private Joined join(String instrument, Seam seam, ClosedCandles closed, Step step) {
    List<Candle> candles = seam.candles(closed.candles(), step.tick());
    if (candles.isEmpty()) {
      String why = closed.leftOut().isEmpty() ? "the answer has none" : closed.leftOut();
      tell(instrument, "begins without candles: " + why, step);
    } else {
      tellLeftOut(instrument, closed, step);
    }
    if (seam.holes() > 0) {
      tell(instrument, seam.holes() + " candles are missing between those of its past", step);
    }
    return new Joined(candles, pastTrades(instrument, seam, step), List.of());
  }

  private void tellLeftOut(String instrument, ClosedCandles closed, Step step) {
    if (!closed.leftOut().isEmpty()) {
      tell(instrument, "rows of candles are left out: " + closed.leftOut(), step);
    }
  }

  private static void tell(String instrument, String words, Step step) {
    step.report(Kind.HISTORY_SHORT, instrument + ": " + words);
  }

  /**
   * What is to be handed on by now: live facts after their past, and those for which too much is
   * held back or of which no candles can be asked for.
   */
  List<Joined> due(Step step) {
    List<Joined> joined = new ArrayList<>();
    seams.forEach(
        (instrument, seam) -> {
          if (seam.isSettled(step.tick())) {
            joined.add(new Joined(List.of(), List.of(), seam.release(step.now())));
          } else if (hasNoCandles(instrument, seam)) {
            seam.noCandles();
            joined.add(withoutAnswer(instrument, seam, NO_REQUEST, step));
          } else if (seam.isUnsaid() && seam.heldFacts() >= MOST_HELD) {
            String why = MOST_HELD + " facts came before the answer";
            joined.add(withoutAnswer(instrument, seam, why, step));
          }
        });
    return joined;
  }

  private boolean hasNoCandles(String instrument, Seam seam) {
    return seam.stage() == Seam.Stage.CANDLES
        && candles(plan.symbols().getOrDefault(instrument, "")).isEmpty();
  }

  private Joined withoutAnswer(String instrument, Seam seam, String why, Step step) {
    asked.values().remove(instrument);
    return join(instrument, seam, new ClosedCandles(List.of(), why), step);
  }

  /** No answer is waited for any more. */
  List<Joined> end(FeedMoment now) {
    return seams.values().stream()
        .filter(Seam::isHolding)
        .map(seam -> new Joined(List.of(), List.of(), seam.release(now)))
        .toList();
  }
}
