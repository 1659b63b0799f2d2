package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.Statement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One connection and what was said on it, read by a protocol of its own. A feed has one, and two
 * while the second takes over. Times are ticks in µs, but for those of messages.
 */
final class Leg {

  /** A connection that does not stand by then never will. */
  private static final long LONGEST_HANDSHAKE = 15_000_000;

  /** After the last text of a subscription it is in force within this. */
  private static final long LONGEST_SUBSCRIPTION = 5_000_000;

  /** Of a book that is subscribed to, something is said more often than this. */
  private static final long BOOK_SILENCE = 60_000_000;

  /** Why messages say nothing of a market. */
  private static final Set<NoFact> NO_MARKET_DATA =
      EnumSet.of(NoFact.CONNECTION, NoFact.HEARTBEAT, NoFact.REFERENCE);

  private final int connection;
  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final Protocol protocol;
  private final ArrayDeque<String> unsent = new ArrayDeque<>();

  /** Whose snapshot each request asks for. */
  private final Map<URI, String> asked = new HashMap<>();

  private final RandomGenerator chance;
  private final long beganAt;

  /** Of the books that are subscribed to; none before that. */
  private BookStates books;

  private boolean open;
  private boolean endsSoon;
  private boolean heardFacts;
  private long heardAt;
  private long openedAt;
  private long aliveAt;
  private long sendAt;
  private long pingAt;

  /** Whether all texts of the subscription were sent. */
  private boolean subscribed;

  /** From when on all that was subscribed to comes. */
  private long inForceAt;

  /**
   * A connection is being opened.
   *
   * @param lists the venue's lists of instruments
   */
  Leg(
      int connection,
      FeedPlan plan,
      VenueDialect dialect,
      List<Message> lists,
      FeedMoment now,
      RandomGenerator chance) {
    this.connection = connection;
    this.plan = plan;
    this.dialect = dialect;
    this.protocol = dialect.venue().open();
    lists.forEach(protocol::read);
    this.chance = chance;
    this.books = new BookStates(List.of(), now.tick(), chance);
    this.beganAt = now.tick();
    this.aliveAt = now.tick();
  }

  int connection() {
    return connection;
  }

  long beganAt() {
    return beganAt;
  }

  /** When it last showed that it lives. */
  long aliveAt() {
    return aliveAt;
  }

  /** Whether the venue said that it will end it. */
  boolean endsSoon() {
    return endsSoon;
  }

  /** Whether a fact came over it. */
  boolean heardFacts() {
    return heardFacts;
  }

  /** Whether market data came over it within this time, µs. */
  boolean hears(long now, long within) {
    return heardFacts && now - heardAt <= within;
  }

  /** Whether it has stood for so long, µs, and market data came over it. */
  boolean hasStood(long now, long time) {
    return heardFacts && now - openedAt >= time;
  }

  /** Whether what it subscribed to comes, so that no trade is missed any more. */
  boolean isSubscribed(long now) {
    return subscribed && now >= inForceAt;
  }

  /** Whether it may take over: all that it subscribed to is there. */
  boolean isComplete(long now) {
    return heardFacts && isSubscribed(now) && books.allLive();
  }

  int liveBooks() {
    return books.liveCount();
  }

  /** The connection stands. */
  void opened(FeedMoment now) {
    open = true;
    openedAt = now.tick();
    aliveAt = now.tick();
    pingAt = now.tick() + micros(dialect.pingEvery());
    sendAt = now.tick() + micros(dialect.beforeTexts());
    URI uri = dialect.connection(plan);
    protocol.read(new Message(Message.Kind.CONNECTED, uri.toString(), now.stamp(), ""));
    unsent.addAll(dialect.subscribe(plan));
    if (plan.wants(FeedChannel.BOOK)) {
      books = new BookStates(plan.symbols().keySet(), now.tick(), chance);
    }
    if (unsent.isEmpty()) {
      subscribed(now.tick(), now.tick());
    }
  }

  private void subscribed(long now, long inForce) {
    subscribed = true;
    inForceAt = inForce;
    books.subscribed(now);
  }

  void alive(long now) {
    aliveAt = now;
  }

  /** What a text says. */
  void received(String text, FeedMoment now, Said said) {
    aliveAt = now.tick();
    endsSoon |= dialect.endsSoon(text);
    dialect.reply(text).ifPresent(reply -> said.act(new FeedAction.Send(connection, reply)));
    read(new Message(Message.Kind.RECEIVED, "", now.stamp(), text), now.tick(), said);
  }

  /** What bytes say. */
  void received(byte[] bytes, FeedMoment now, Said said) {
    aliveAt = now.tick();
    dialect
        .text(bytes)
        .ifPresentOrElse(
            text -> received(text, now, said),
            () -> said.report(Kind.REFUSED, bytes.length + " bytes came that are no text"));
  }

  /** A list of instruments came anew. */
  void listed(Message list) {
    protocol.read(list);
  }

  /** A snapshot that was asked for; false if this leg did not ask. */
  boolean answered(FeedEvent.Answered answer, FeedMoment now, Said said) {
    if (asked.remove(answer.request()) == null) {
      return false;
    }
    if (answer.status() == 200) {
      String url = answer.request().toString();
      read(new Message(Message.Kind.ANSWER, url, now.stamp(), answer.body()), now.tick(), said);
    } else {
      said.report(Kind.REFUSED, answer.failure());
    }
    return true;
  }

  /** What an answer says that is no part of the stream: the connection may be dead all the same. */
  List<Outcome> read(FeedEvent.Answered answer, FeedMoment now) {
    String url = answer.request().toString();
    return protocol.read(new Message(Message.Kind.ANSWER, url, now.stamp(), answer.body()));
  }

  private void read(Message message, long now, Said said) {
    for (Outcome outcome : protocol.read(message)) {
      if (outcome instanceof Outcome.Known known) {
        known(known, now, said);
      } else if (outcome instanceof Outcome.Passed passed) {
        passed(passed, now, said);
      } else if (outcome instanceof Outcome.Refused refused) {
        refused(refused, now, said);
      }
    }
  }

  private void known(Outcome.Known known, long now, Said said) {
    Fact fact = known.fact();
    heardFacts = true;
    heardAt = now;
    if (fact instanceof Book) {
      books.heard(fact.instrument(), now);
      if (books.live(fact.instrument())) {
        said.resynced(fact.instrument());
      }
    }
    if (known.statement() instanceof Statement.TradesRenumbered) {
      said.tradesRenumbered(fact.instrument());
    }
    said.heard(fact.instrument());
    said.fact(fact);
  }

  private void passed(Outcome.Passed passed, long now, Said said) {
    if (!NO_MARKET_DATA.contains(passed.why())) {
      heardAt = now;
    }
    Statement statement = passed.statement();
    if (statement instanceof Statement.BookAwaited || statement instanceof Statement.BookChange) {
      said.heard(statement.instrument());
      books.heard(statement.instrument(), now);
      boolean waits = passed.why() == NoFact.AWAITING_SNAPSHOT;
      if (waits && books.awaited(statement.instrument(), now)) {
        said.bookLost(statement.instrument(), statement.instrument() + " waits for a snapshot");
      }
    }
  }

  private void refused(Outcome.Refused refused, long now, Said said) {
    Statement statement = refused.statement();
    boolean lost =
        statement instanceof Statement.BookAwaited
            || (statement instanceof Statement.BookChange
                && refused.reason() == RejectReason.OUT_OF_SEQUENCE);
    if (statement instanceof Statement.TradesMissing missing) {
      said.tradesMissing(missing.instrument(), missing.count());
    }
    if (refused.reason() == RejectReason.UNKNOWN_INSTRUMENT) {
      said.instrumentUnknown();
    }
    if (statement instanceof Statement.MessagesMissing) {
      said.messagesMissing();
    }
    if (statement instanceof Statement.TradesRenumbered renumbered) {
      said.tradesRenumbered(renumbered.instrument());
    }
    if (lost && statement != null && books.awaited(statement.instrument(), now)) {
      said.bookLost(statement.instrument(), refused.detail());
    } else {
      said.report(Kind.REFUSED, refused.detail());
    }
  }

  /** What is due. Returns why the connection is to be ended; empty if it is not. */
  String passed(FeedMoment moment, boolean mayAsk, Said said) {
    long now = moment.tick();
    if (!open) {
      return now - beganAt > LONGEST_HANDSHAKE ? "it did not stand within 15 s" : "";
    }
    if (now - aliveAt > micros(dialect.silence())) {
      return "nothing came for " + dialect.silence().toSeconds() + " s";
    }
    for (String instrument : books.silent(now, BOOK_SILENCE)) {
      books.awaited(instrument, now);
      said.bookLost(instrument, "nothing was said of it for " + BOOK_SILENCE / 1_000_000 + " s");
      String symbol = plan.symbols().getOrDefault(instrument, "");
      if (dialect.snapshot(plan, symbol).isPresent()) {
        // the snapshot alone would not make it speak again
        unsent.addAll(dialect.resubscribeBook(symbol));
      }
    }
    if (mayAsk) {
      for (String instrument : books.due(now)) {
        if (!askFor(instrument, now, said)) {
          return instrument + " is told again on a new connection only";
        }
      }
    }
    send(moment, said);
    return "";
  }

  /** False where the book is told again on a new connection only, and this one had its time. */
  private boolean askFor(String instrument, long now, Said said) {
    String symbol = plan.symbols().getOrDefault(instrument, "");
    URI uri = dialect.snapshot(plan, symbol).orElse(null);
    if (uri == null) {
      unsent.addAll(dialect.resubscribeBook(symbol));
      return !unsent.isEmpty() || now - sendAt < LONGEST_SUBSCRIPTION;
    }
    if (asked.put(uri, instrument) == null) {
      said.act(new FeedAction.Request(uri));
    }
    return true;
  }

  private void send(FeedMoment moment, Said said) {
    long now = moment.tick();
    if (now >= pingAt) {
      pingAt = now + micros(dialect.pingEvery());
      dialect.ping().ifPresent(text -> said.act(new FeedAction.Send(connection, text)));
      if (dialect.isPingedByFrames()) {
        said.act(new FeedAction.Ping(connection));
      }
    }
    if (now >= sendAt && !unsent.isEmpty()) {
      sendAt = now + micros(dialect.betweenTexts());
      String text = unsent.remove();
      if (dialect.tellsWhatIsSent()) {
        protocol.read(new Message(Message.Kind.SENT, "", moment.stamp(), text));
      }
      said.act(new FeedAction.Send(connection, text));
      if (!subscribed && unsent.isEmpty()) {
        subscribed(now, now + LONGEST_SUBSCRIPTION);
      }
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /** Who hears what a leg says. */
  interface Said {

    /** Market data of the instrument came, whether or not it is a fact. */
    void heard(String instrument);

    /** A symbol was spoken of of which it is not known what it stands for. */
    void instrumentUnknown();

    void fact(Fact fact);

    void bookLost(String instrument, String why);

    void resynced(String instrument);

    void tradesMissing(String instrument, long count);

    /** Trades of any instrument may be missing. */
    void messagesMissing();

    void tradesRenumbered(String instrument);

    void report(Kind kind, String words);

    void act(FeedAction action);
  }
}
