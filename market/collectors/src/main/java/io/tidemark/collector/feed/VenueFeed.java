package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.exchange.protocol.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BANNED = 418;
  private static final int FIRST_ERROR = 400;

  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final RequestLimits requestLimits;
  private final FeedWarmUp warmUp;
  private final Outlet outlet;
  private final MissedTrades missedTrades;
  private final InstrumentLists lists;
  private final FeedWatch watch;
  private final FeedConnections connections;
  private final AskedValues askedValues;

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
    this.requestLimits = requestLimits;
    this.warmUp = new FeedWarmUp(plan, dialect, history);
    this.outlet = new Outlet(plan, warmUp);
    this.missedTrades = new MissedTrades(plan, dialect, outlet);
    this.lists = new InstrumentLists(dialect, plan, chance);
    this.watch = new FeedWatch(plan, lists, warmUp, outlet, missedTrades);
    this.connections =
        new FeedConnections(plan, dialect, chance, connectionLimits, requestLimits, lists, watch);
    this.askedValues = new AskedValues(plan, dialect);
  }

  /** How it stands, for people. */
  public FeedState state(FeedMoment now) {
    long ban = requestLimits.bannedUntil();
    return new FeedState(
        connections.receive(now.tick()),
        connections.liveBooks(),
        connections.opened(),
        ban == 0 ? 0 : now.stamp() + ban - now.tick(),
        watch.silence(now.tick()),
        watch.clockOffset());
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
    } else {
      connections.heard(event, step);
    }
  }

  /** What is still to be done when the feed is ended: trades that were held back are handed on. */
  public List<FeedAction> end(FeedMoment now) {
    Step step = new Step(now, new ArrayList<>());
    missedTrades.end(step);
    warmUp.end(now).forEach(joined -> outlet.join(joined, step));
    return step.actions();
  }

  private void passed(Step step) {
    watch.passed(step.tick());
    if (requestLimits.bannedUntil() <= step.tick()) {
      lists.due(step.tick()).forEach(list -> ask(list, step));
    }
    connections.passed(step);
    requestPast(step).ifPresent(uri -> ask(uri, step));
    if (connections.areHeard() && requestLimits.hasRoom(step.tick())) {
      askedValues.request(step.tick()).ifPresent(uri -> ask(uri, step));
    }
    missedTrades.passed(step);
    warmUp.due(step).forEach(joined -> outlet.join(joined, step));
  }

  private Optional<URI> requestPast(Step step) {
    boolean subscribed = connections.areSubscribed(step.tick());
    if (missedTrades.isToAsk(subscribed)) {
      return requestLimits.mayAskFirst(step.tick())
          ? missedTrades.request(subscribed)
          : Optional.empty();
    }
    return requestLimits.mayAskLater(step.tick()) ? warmUp.request(step.now()) : Optional.empty();
  }

  private void ask(URI uri, Step step) {
    requestLimits.asked(step.tick());
    step.act(new FeedAction.Request(uri));
  }

  private void answered(FeedEvent.Answered answer, Step step) {
    limited(answer, step);
    if (lists.asks(answer.request())) {
      lists.answered(answer, requestLimits.bannedUntil(), step).ifPresent(connections::listed);
      return;
    }
    if (warmUp.asks(answer.request())) {
      warmUp.answered(answer, lists.reader(), step).ifPresent(joined -> outlet.join(joined, step));
      return;
    }
    if (askedValues.asks(answer.request())) {
      askedValues.answered(answer, connections, outlet, step);
      return;
    }
    String instrument = missedTrades.instrument(answer.request());
    if (!instrument.isEmpty()) {
      filled(instrument, answer, step);
      return;
    }
    connections.answered(answer, step);
  }

  /** What the answer says of further requests. */
  private void limited(FeedEvent.Answered answer, Step step) {
    boolean tooMany = answer.status() == TOO_MANY_REQUESTS || answer.status() == BANNED;
    boolean told = answer.status() >= FIRST_ERROR && answer.retryAfterSeconds() > 0;
    if (tooMany || told) {
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
  }

  private void filled(String instrument, FeedEvent.Answered answer, Step step) {
    if (answer.status() == 200) {
      String symbol = plan.symbols().getOrDefault(instrument, "");
      String url = answer.request().toString();
      Message message = new Message(Message.Kind.ANSWER, url, step.stamp(), answer.body());
      missedTrades.answered(instrument, lists.reader().pastTrades(symbol, message), step);
    } else {
      String why = answer.failure();
      step.report(Kind.REFUSED, why);
      missedTrades.failed(instrument, why, step);
    }
  }
}
