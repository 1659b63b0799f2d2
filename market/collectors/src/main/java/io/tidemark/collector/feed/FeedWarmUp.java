package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.PastCandles;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Protocol;
import java.net.URI;
import java.util.ArrayList;
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

  /** µs. */
  private static final long BETWEEN_TRIES = 2_000_000;

  /**
   * What goes before the live facts of an instrument, or these.
   *
   * @param candles of the bars before {@code trades}
   * @param trades of the past
   * @param live what was held back
   */
  record Joined(List<Candle> candles, List<Trade> trades, List<Fact> live) {}

  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final BarHistory wanted;
  private final Map<String, Seam> seams = new LinkedHashMap<>();
  private final Map<String, Integer> tries = new HashMap<>();

  /** Whose answer each request brings. */
  private final Map<URI, String> asked = new HashMap<>();

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
    Seam seam = seams.get(fact.instrument());
    return seam != null && seam.holds(fact, now);
  }

  /** The next request that is due. */
  Optional<URI> request(FeedMoment now) {
    seams.values().removeIf(seam -> seam.stage() == Seam.Stage.DONE);
    for (Map.Entry<String, Seam> each : seams.entrySet()) {
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
      step.report(Kind.REFUSED, answer.request() + " was answered with " + answer.status());
      if (tries.merge(instrument, 1, Integer::sum) < MOST_TRIES) {
        seam.askFrom(step.tick() + BETWEEN_TRIES);
        return Optional.empty();
      }
    }
    if (seam.stage() != Seam.Stage.TRADES) {
      return Optional.of(candles(instrument, seam, good ? answer.body() : "", step.now()));
    }
    trades(instrument, seam, good ? pastTrades(instrument, reader, answer) : List.of(), step);
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

  private Joined candles(String instrument, Seam seam, String text, FeedMoment now) {
    List<Candle> closed =
        candles(plan.symbols().getOrDefault(instrument, ""))
            .map(past -> past.answer().closed(instrument, wanted.length(), text))
            .orElse(List.of());
    return seam.isHolding()
        ? join(seam, closed, now)
        : new Joined(seam.firstBar(closed, now), List.of(), List.of());
  }

  private static Joined join(Seam seam, List<Candle> closed, FeedMoment now) {
    List<Candle> candles = seam.candles(closed, now.tick());
    return new Joined(candles, seam.joined(), List.of());
  }

  /**
   * What is to be handed on by now: live facts after their past, and those for which too much is
   * held back or of which no candles can be asked for.
   */
  List<Joined> due(FeedMoment now) {
    List<Joined> joined = new ArrayList<>();
    seams.forEach(
        (instrument, seam) -> {
          boolean none =
              seam.stage() == Seam.Stage.CANDLES
                  && candles(plan.symbols().getOrDefault(instrument, "")).isEmpty();
          if (seam.isSettled(now.tick())) {
            joined.add(new Joined(List.of(), List.of(), seam.release(now)));
          } else if (none || (seam.isUnsaid() && seam.heldFacts() >= MOST_HELD)) {
            asked.values().remove(instrument);
            joined.add(join(seam, List.of(), now));
          }
        });
    return joined;
  }

  /** No answer is waited for any more. */
  List<Joined> end(FeedMoment now) {
    return seams.values().stream()
        .filter(Seam::isHolding)
        .map(seam -> new Joined(List.of(), List.of(), seam.release(now)))
        .toList();
  }
}
