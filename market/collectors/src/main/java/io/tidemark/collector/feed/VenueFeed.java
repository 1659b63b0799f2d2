package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one venue's market data coming: connects, subscribes, notices silence and losses, asks for
 * lost books, hands over to a new connection before the venue ends the old one. It decides only:
 * events in, actions out, so a bad day can be played to it without a network.
 *
 * <p>Call {@link #step} with {@link FeedEvent.Passed} about ten times a second; the first one
 * begins. Not for several threads at once.
 */
public final class VenueFeed {

  private static final long SECOND = 1_000_000;

  /** A second connection that is not complete by then takes over all the same. */
  private static final long LONGEST_RISE = 60 * SECOND;

  /** A connection that brought data and stood for so long shows that the venue takes us. */
  private static final long PROVEN = 60 * SECOND;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BANNED = 418;

  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final RandomGenerator chance;
  private final ConnectionLimits connectionLimits;
  private final RequestLimits requestLimits;
  private final FeedWarmUp warmUp;
  private final Outlet outlet;
  private final MissedTrades missedTrades;
  private final InstrumentLists lists;
  private final ClockOffset clockOffset = new ClockOffset();

  /** When books were lost, by instrument; ticks. */
  private final Map<String, Long> lostAt = new HashMap<>();

  /** Of which the log was not told yet that they are watched. */
  private final Set<String> unstarted;

  /** When something was heard of each instrument; ticks. */
  private final Map<String, Long> heardAt = new HashMap<>();

  private @Nullable Leg leading;
  private @Nullable Leg rising;
  private int connections;
  private boolean begun;

  /** Whether the leading connection has stood long enough to end the back-off. */
  private boolean proven;

  /** When data stopped coming, a tick; 0 while it comes. */
  private long silentSince;

  /** Has not begun, and shares its limits with no other feed. */
  public VenueFeed(
      FeedPlan plan, VenueDialect dialect, BarHistory history, RandomGenerator chance) {
    this(
        plan,
        dialect,
        history,
        chance,
        new ConnectionLimits(chance, dialect.connectionsInFiveMinutes()),
        new RequestLimits(chance, dialect.betweenRequests().toNanos() / 1_000));
  }

  /**
   * Has not begun.
   *
   * @param history with which each instrument begins
   * @param connectionLimits of all feeds that connect to the same address
   * @param requestLimits of all feeds that ask the same address
   */
  public VenueFeed(
      FeedPlan plan,
      VenueDialect dialect,
      BarHistory history,
      RandomGenerator chance,
      ConnectionLimits connectionLimits,
      RequestLimits requestLimits) {
    this.plan = plan;
    this.dialect = dialect;
    this.chance = chance;
    this.connectionLimits = connectionLimits;
    this.requestLimits = requestLimits;
    this.unstarted = new LinkedHashSet<>(plan.symbols().keySet());
    this.warmUp = new FeedWarmUp(plan, dialect, history);
    this.outlet = new Outlet(plan, warmUp);
    this.missedTrades = new MissedTrades(plan, dialect, outlet);
    this.lists = new InstrumentLists(dialect, plan, chance);
  }

  /** How it stands, for people. */
  public FeedState state(FeedMoment now) {
    Leg leg = leading;
    Map<String, Long> silence = new LinkedHashMap<>();
    for (String instrument : plan.symbols().keySet()) {
      silence.put(instrument, now.tick() - heardAt.getOrDefault(instrument, now.tick()));
    }
    long ban = requestLimits.bannedUntil();
    return new FeedState(
        leg != null && leg.hears(now.tick(), micros(dialect.silence())),
        leg == null ? 0 : leg.liveBooks(),
        connections,
        ban == 0 ? 0 : now.stamp() + ban - now.tick(),
        silence,
        clockOffset.micros());
  }

  /**
   * What is to be done because something happened; see {@link #step(FeedEvent, FeedMoment, List)}.
   */
  public List<FeedAction> step(FeedEvent event, FeedMoment now) {
    List<FeedAction> actions = new ArrayList<>();
    step(event, now, actions);
    return actions;
  }

  /**
   * Something happened.
   *
   * @param now the time of receipt of what was received
   * @param actions what is to be done is added to it, also if this throws
   */
  public void step(FeedEvent event, FeedMoment now, List<FeedAction> actions) {
    Step step = new Step(now, actions);
    if (event instanceof FeedEvent.Passed) {
      passed(step);
    } else if (event instanceof FeedEvent.Answered answered) {
      answered(answered, step);
    } else if (event instanceof FeedEvent.Received received) {
      Leg leg = leg(received.connection());
      if (leg != null) {
        leg.received(received.text(), now, saidBy(leg, step));
      }
    } else if (event instanceof FeedEvent.ReceivedBytes received) {
      Leg leg = leg(received.connection());
      if (leg != null) {
        leg.received(received.bytes(), now, saidBy(leg, step));
      }
    } else if (event instanceof FeedEvent.Opened opened) {
      Leg leg = leg(opened.connection());
      if (leg != null) {
        leg.opened(now);
        step.report(Kind.CONNECTED, dialect.connection(plan).toString());
      }
    } else if (event instanceof FeedEvent.Alive alive) {
      Leg leg = leg(alive.connection());
      if (leg != null) {
        leg.alive(now.tick());
      }
    } else if (event instanceof FeedEvent.Ended ended) {
      ended(ended.connection(), ended.why(), Kind.DISCONNECTED, step);
    }
  }

  /** What is still to be done when the feed is ended: trades that were held back are handed on. */
  public List<FeedAction> end(FeedMoment now) {
    Step step = new Step(now, new ArrayList<>());
    missedTrades.end(step);
    warmUp.end(now).forEach(joined -> outlet.join(joined, step));
    return step.actions();
  }

  private @Nullable Leg leg(int connection) {
    if (leading != null && leading.connection() == connection) {
      return leading;
    }
    return rising != null && rising.connection() == connection ? rising : null;
  }

  private void passed(Step step) {
    long now = step.tick();
    if (!begun) {
      begun = true;
      plan.symbols().keySet().forEach(instrument -> heardAt.put(instrument, now));
    }
    if (requestLimits.bannedUntil() <= now) {
      lists.due(now).forEach(list -> ask(list, step));
    }
    if (leading == null && lists.areKnown() && connectionLimits.open(now)) {
      leading = connect(step);
      proven = false;
    }
    look(leading, step);
    look(rising, step);
    Leg leads = leading;
    if (leads != null) {
      riseAndProve(leads, step);
    }
    handOver(step);
    if (requestLimits.mayAsk(now)) {
      missedTrades.request().or(() -> warmUp.request(step.now())).ifPresent(uri -> ask(uri, step));
    }
    missedTrades.passed(step);
    warmUp.due(step.now()).forEach(joined -> outlet.join(joined, step));
  }

  private void riseAndProve(Leg leads, Step step) {
    long now = step.tick();
    if (!proven && leads.hasStood(now, PROVEN)) {
      proven = true;
      connectionLimits.proven();
    }
    if (rising == null
        && (leads.endsSoon() || now - leads.beganAt() > micros(dialect.life()))
        && connectionLimits.open(now)) {
      rising = connect(step);
    }
  }

  private void ask(URI uri, Step step) {
    requestLimits.asked(step.tick());
    step.act(new FeedAction.Request(uri));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private Leg connect(Step step) {
    connections++;
    int connection = connections;
    step.act(
        dialect
            .ticket(plan)
            .<FeedAction>map(
                ticket ->
                    new FeedAction.ConnectByTicket(
                        connection, ticket, answer -> dialect.connection(plan, answer)))
            .orElseGet(() -> new FeedAction.Connect(connection, dialect.connection(plan))));
    return new Leg(connections, plan, dialect, lists.answers(), step.now(), chance);
  }

  private void look(@Nullable Leg leg, Step step) {
    if (leg == null) {
      return;
    }
    String end = leg.passed(step.now(), mayAskForBooks(step), saidBy(leg, step));
    if (!end.isEmpty()) {
      step.act(new FeedAction.Abort(leg.connection()));
      ended(leg.connection(), end, Kind.SILENT, step);
    }
  }

  /** Books that come in the stream are no requests. */
  private boolean mayAskForBooks(Step step) {
    boolean byRequest =
        plan.names().stream().anyMatch(symbol -> dialect.snapshot(plan, symbol).isPresent());
    return !byRequest || requestLimits.mayAsk(step.tick());
  }

  private void handOver(Step step) {
    Leg next = rising;
    if (next == null || leading == null) {
      return;
    }
    boolean late = next.heardFacts() && step.tick() - next.beganAt() > LONGEST_RISE;
    if (next.isComplete() || late) {
      step.act(new FeedAction.Abort(leading.connection()));
      step.report(Kind.HANDED_OVER, "to connection " + next.connection());
      leading = next;
      rising = null;
    }
  }

  private void ended(int connection, String why, Kind kind, Step step) {
    Leg over = leg(connection);
    if (over == null) {
      return;
    }
    step.report(kind, why);
    if (over == rising) {
      rising = null;
      connectionLimits.over(step.tick());
      return;
    }
    Leg next = rising;
    if (next == null || !next.heardFacts()) {
      silentSince = silentSince == 0 && over.heardFacts() ? over.aliveAt() : silentSince;
    }
    if (next != null) {
      leading = next;
      rising = null;
      proven = false;
      return;
    }
    leading = null;
    lostAt.clear();
    unstarted.addAll(warmUp.interrupted());
    connectionLimits.over(step.tick());
  }

  private void answered(FeedEvent.Answered answer, Step step) {
    if (answer.status() == TOO_MANY_REQUESTS || answer.status() == BANNED) {
      requestLimits.refused(step.tick(), answer.retryAfterSeconds() * SECOND);
      step.report(
          Kind.HELD_BACK,
          dialect.venue().label()
              + " answers "
              + answer.status()
              + ": nothing is asked for "
              + (requestLimits.bannedUntil() - step.tick()) / SECOND
              + " s");
    } else if (answer.status() == 200) {
      requestLimits.answered();
    }
    if (lists.asks(answer.request())) {
      lists.answered(answer, requestLimits.bannedUntil(), step).ifPresent(this::listed);
      return;
    }
    if (warmUp.asks(answer.request())) {
      warmUp.answered(answer, lists.reader(), step).ifPresent(joined -> outlet.join(joined, step));
      return;
    }
    String instrument = missedTrades.instrument(answer.request());
    if (!instrument.isEmpty()) {
      filled(instrument, answer, step);
      return;
    }
    for (Leg leg : legs()) {
      if (leg.answered(answer, step.now(), saidBy(leg, step))) {
        return;
      }
    }
  }

  private void listed(Message list) {
    legs().forEach(leg -> leg.listed(list));
  }

  private void filled(String instrument, FeedEvent.Answered answer, Step step) {
    if (answer.status() == 200) {
      String symbol = plan.symbols().getOrDefault(instrument, "");
      String url = answer.request().toString();
      Message message = new Message(Message.Kind.ANSWER, url, step.stamp(), answer.body());
      missedTrades.answered(instrument, lists.reader().pastTrades(symbol, message), step);
    } else {
      String why = answer.request() + " was answered with " + answer.status();
      step.report(Kind.REFUSED, why);
      missedTrades.failed(instrument, why, step);
    }
  }

  private List<Leg> legs() {
    List<Leg> legs = new ArrayList<>(2);
    if (leading != null) {
      legs.add(leading);
    }
    if (rising != null) {
      legs.add(rising);
    }
    return legs;
  }

  private Leg.Said saidBy(Leg leg, Step step) {
    return new Leg.Said() {
      @Override
      public void heard(String instrument) {
        heardAt.replace(instrument, step.tick());
      }

      @Override
      public void fact(Fact fact) {
        told(leg, fact, step);
      }

      @Override
      public void bookLost(String instrument, String why) {
        lostAt.putIfAbsent(instrument, step.tick());
        step.report(Kind.BOOK_LOST, why);
      }

      @Override
      public void resynced(String instrument) {
        Long lost = lostAt.remove(instrument);
        if (lost != null) {
          outlet.metric(instrument, FeedMetric.BOOK_GAP, seconds(step.tick() - lost), step);
          step.report(Kind.RESYNCED, instrument);
        }
      }

      @Override
      public void tradesMissing(String instrument, long count) {
        if (leg != leading) {
          return;
        }
        if (warmUp.beginsAnew(instrument)) {
          unstarted.add(instrument);
        } else {
          missedTrades.miss(instrument, count, step);
        }
      }

      @Override
      public void tradesRenumbered(String instrument) {
        outlet.renumbered(instrument, step);
      }

      @Override
      public void report(Kind kind, String words) {
        step.report(kind, words);
      }

      @Override
      public void act(FeedAction action) {
        if (action instanceof FeedAction.Request) {
          requestLimits.asked(step.tick());
        }
        step.act(action);
      }
    };
  }

  private static double seconds(long micros) {
    return (double) micros / SECOND;
  }

  /** Two connections say the same: what can be told apart is taken from both, the rest from one. */
  private void told(Leg leg, Fact fact, Step step) {
    boolean leads = leg == leading;
    if (leads) {
      dataCame(step);
    }
    if (fact instanceof Trade || fact instanceof Book) {
      clockOffset.heard(fact.eventTime(), step.now());
    }
    if (!leads && (fact instanceof Book || fact instanceof Metric)) {
      return;
    }
    if (fact instanceof Trade trade) {
      missedTrades.trade(trade, step);
    } else {
      outlet.publish(fact, step);
    }
  }

  /** The log is told of the beginning, and of the time in which nothing came. */
  private void dataCame(Step step) {
    if (!unstarted.isEmpty()) {
      missedTrades.begin(step);
      unstarted.forEach(each -> outlet.metric(each, FeedMetric.STARTED, 1, step));
      unstarted.clear();
    }
    if (silentSince > 0) {
      for (String instrument : plan.symbols().keySet()) {
        if (!warmUp.isUnsaid(instrument)) {
          outlet.metric(instrument, FeedMetric.GAP, seconds(step.tick() - silentSince), step);
          missedTrades.miss(instrument, FeedMetric.UNKNOWN, step);
        }
      }
      silentSince = 0;
    }
  }
}
