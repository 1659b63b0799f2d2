package io.tidemark.recordings.message;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.RememberedTrades;
import io.tidemark.exchange.protocol.RememberedTrades.Seen;
import io.tidemark.exchange.protocol.TradesNote;
import io.tidemark.exchange.protocol.TradesNote.State;
import io.tidemark.exchange.protocol.VenueClock;
import io.tidemark.exchange.protocol.WatchedTrades;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trades in the order in which the collector handed them on, as its {@link TradesNote notes} in a
 * recording say: those that it missed and asked for stand where it had them, before what it held
 * back for them, and none comes twice. Of instruments without a note nothing is known.
 */
final class CollectedTrades {

  /** As many as the collector knows again. */
  private static final int MOST_REMEMBERED = 5_000;

  /** Instruments of one feed: what comes of one shows that all are watched. */
  private static final class Feed {
    private final List<Market> markets = new ArrayList<>();
    private final VenueClock clock = new VenueClock();
    private boolean begun;

    private void begin(long now) {
      if (!begun) {
        begun = true;
        markets.forEach(market -> market.trades.begin(now));
      }
    }
  }

  /** One instrument. */
  private static final class Market {
    private final Feed feed;
    private final WatchedTrades trades;
    private final RememberedTrades said = new RememberedTrades(MOST_REMEMBERED);
    private TradesNote note;

    private Market(Feed feed, TradesNote note) {
      this.feed = feed;
      this.trades = new WatchedTrades(feed.clock);
      this.note = note;
    }

    private List<Outcome> hear(Trade trade, Outcome.Known known, long now) {
      trades.heard(trade, now);
      if (note.state() == State.HELD && note.after() == 0) {
        trades.hold(trade);
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome.Passed(NoFact.HELD, known.statement()));
        if (trades.isFull()) {
          // the collector holds no more than that: the note that says so is missing
          note = note.then(State.LATE, 0);
          unsaid(trades.release(now)).forEach(each -> outcomes.add(new Outcome.Known(each)));
        }
        return outcomes;
      }
      if (!isUnsaid(trade)) {
        return List.of(new Outcome.Passed(NoFact.REPEATED, known.statement()));
      }
      if (note.after() > 0) {
        note = note.then(note.state(), note.after() - 1);
      }
      return List.of(known);
    }

    private List<Trade> unsaid(List<Trade> trades) {
      return trades.stream().filter(this::isUnsaid).toList();
    }

    private boolean isUnsaid(Trade trade) {
      return said.see(trade.tradeId(), trade) != Seen.REPEATED;
    }
  }

  private final Protocol protocol;
  private final Map<String, Market> markets = new LinkedHashMap<>();
  private final Map<String, Market> byRequest = new HashMap<>();

  /**
   * Nothing was noted yet.
   *
   * @param protocol reads answers
   */
  CollectedTrades(Protocol protocol) {
    this.protocol = protocol;
  }

  /**
   * What becomes of a fact of a message, and which trades no longer wait after it.
   *
   * @param now when the message was recorded, µs since the epoch
   */
  List<Outcome> hear(Outcome.Known known, long now) {
    Market market = markets.get(known.fact().instrument());
    if (market == null) {
      return List.of(known);
    }
    market.feed.begin(now);
    if (known.fact() instanceof Trade || known.fact() instanceof Book) {
      market.feed.clock.heard(known.fact().eventTime(), now);
    }
    return known.fact() instanceof Trade trade ? market.hear(trade, known, now) : List.of(known);
  }

  /**
   * A message that the protocol does not read: a note, or an answer with past trades.
   *
   * @return the trades whose turn has come; null if the message is another one
   */
  @Nullable List<Trade> read(Message message) {
    List<TradesNote> notes = TradesNote.read(message);
    if (!notes.isEmpty()) {
      return noted(notes, message.at());
    }
    Market market = message.kind() == Message.Kind.ANSWER ? byRequest.get(message.url()) : null;
    return market == null || market.note.state() == State.LIVE ? null : answered(market, message);
  }

  private List<Trade> noted(List<TradesNote> notes, long now) {
    List<Trade> released = new ArrayList<>();
    Feed feed = new Feed();
    for (TradesNote note : notes) {
      Market market = markets.get(note.instrument());
      if (market == null) {
        market = new Market(feed, note);
        feed.markets.add(market);
        markets.put(note.instrument(), market);
      }
      market.note = note;
      byRequest.put(note.request(), market);
      if (note.state() != State.HELD) {
        released.addAll(market.unsaid(market.trades.release(now)));
      }
      if (note.state() == State.LIVE) {
        market.trades.settle();
      }
    }
    return released;
  }

  private List<Trade> answered(Market market, Message answer) {
    List<Trade> past = protocol.pastTrades(market.note.symbol(), answer);
    return market.unsaid(
        market.trades.join(past, answer.at()).stream().map(WatchedTrades.Joined::trade).toList());
  }

  /** What is still held back when the recording ends, µs since the epoch. */
  List<Trade> end(long now) {
    List<Trade> released = new ArrayList<>();
    markets.values().forEach(market -> released.addAll(market.unsaid(market.trades.release(now))));
    return released;
  }
}
