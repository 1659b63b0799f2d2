package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Lists of instruments change when contracts are listed or expire. */
  private static final long LISTS_HOLD = 6 * 3_600 * SECOND;

  /** A second connection that is not complete by then takes over all the same. */
  private static final long LONGEST_RISE = 60 * SECOND;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BANNED = 418;

  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final RandomGenerator chance;
  private final Backoff backoff;
  private final Backoff listBackoff;
  private final Repeats repeats = new Repeats();
  private final Backfill backfill = new Backfill();

  /** What lists the instruments, and the answers that there are. */
  private final List<URI> listRequests;

  private final Map<URI, Message> lists = new LinkedHashMap<>();

  /** When books were lost, by instrument. */
  private final Map<String, Long> lostAt = new HashMap<>();

  /** The time of the first trade of each instrument, µs since the epoch. */
  private final Map<String, Long> watchedFrom = new HashMap<>();

  private @Nullable Leg leading;
  private @Nullable Leg rising;
  private int connections;
  private long connectAt;
  private long listsAt;
  private long requestsFrom;

  /** When data stopped coming; 0 while it comes. */
  private long silentSince;

  /** Has not begun. */
  public VenueFeed(FeedPlan plan, VenueDialect dialect, RandomGenerator chance) {
    this.plan = plan;
    this.dialect = dialect;
    this.chance = chance;
    this.backoff = new Backoff(chance);
    this.listBackoff = new Backoff(chance);
    this.listRequests = dialect.instrumentLists(plan);
  }

  /** How it stands, for people. */
  public FeedState state() {
    Leg leg = leading;
    return new FeedState(
        leg != null && leg.heardFacts(),
        leg == null ? 0 : leg.liveBooks(),
        connections,
        requestsFrom);
  }

  /**
   * What is to be done because something happened.
   *
   * @param now µs since the epoch, by the local clock; the time of receipt of what was received
   */
  public List<FeedAction> step(FeedEvent event, long now) {
    List<FeedAction> actions = new ArrayList<>();
    if (event instanceof FeedEvent.Passed) {
      passed(now, actions);
    } else if (event instanceof FeedEvent.Answered answered) {
      answered(answered, now, actions);
    } else if (event instanceof FeedEvent.Received received) {
      Leg leg = leg(received.connection());
      if (leg != null) {
        leg.received(received.text(), now, saidBy(leg, now, actions));
      }
    } else if (event instanceof FeedEvent.Opened opened) {
      Leg leg = leg(opened.connection());
      if (leg != null) {
        leg.opened(now);
        actions.add(new FeedAction.Report(Kind.CONNECTED, dialect.connection(plan).toString()));
      }
    } else if (event instanceof FeedEvent.Alive alive) {
      Leg leg = leg(alive.connection());
      if (leg != null) {
        leg.alive(now);
      }
    } else if (event instanceof FeedEvent.Ended ended) {
      ended(ended.connection(), ended.why(), Kind.DISCONNECTED, now, actions);
    }
    return actions;
  }

  /** What is still to be done when the feed is ended: trades that were held back are handed on. */
  public List<FeedAction> end() {
    List<FeedAction> actions = new ArrayList<>();
    backfill.releaseAll().forEach(trade -> publish(trade, actions));
    return actions;
  }

  private @Nullable Leg leg(int connection) {
    if (leading != null && leading.connection() == connection) {
      return leading;
    }
    return rising != null && rising.connection() == connection ? rising : null;
  }

  private void passed(long now, List<FeedAction> actions) {
    if (now >= listsAt && now >= requestsFrom) {
      listsAt = now + LISTS_HOLD;
      listRequests.forEach(list -> actions.add(new FeedAction.Request(list)));
    }
    if (leading == null && now >= connectAt && areListed()) {
      leading = connect(now, actions);
    }
    look(leading, now, actions);
    look(rising, now, actions);
    if (leading != null && rising == null && now >= connectAt && now - leading.beganAt() > life()) {
      rising = connect(now, actions);
    }
    handOver(now, actions);
    if (now >= requestsFrom) {
      backfill.request().forEach(uri -> actions.add(new FeedAction.Request(uri)));
    }
    backfill.overdue(now).forEach(trade -> publish(trade, actions));
  }

  private long life() {
    return dialect.life().toNanos() / 1_000;
  }

  private boolean areListed() {
    return lists.size() == listRequests.size();
  }

  private Leg connect(long now, List<FeedAction> actions) {
    connections++;
    actions.add(new FeedAction.Connect(connections, dialect.connection(plan)));
    return new Leg(connections, plan, dialect, List.copyOf(lists.values()), now, chance);
  }

  private void look(@Nullable Leg leg, long now, List<FeedAction> actions) {
    if (leg == null) {
      return;
    }
    String end = leg.passed(now, now >= requestsFrom, saidBy(leg, now, actions));
    if (!end.isEmpty()) {
      actions.add(new FeedAction.Abort(leg.connection()));
      ended(leg.connection(), end, Kind.SILENT, now, actions);
    }
  }

  private void handOver(long now, List<FeedAction> actions) {
    Leg next = rising;
    if (next == null || leading == null) {
      return;
    }
    boolean late = next.heardFacts() && now - next.beganAt() > LONGEST_RISE;
    if (next.isComplete() || late) {
      actions.add(new FeedAction.Abort(leading.connection()));
      actions.add(new FeedAction.Report(Kind.HANDED_OVER, "to connection " + next.connection()));
      leading = next;
      rising = null;
    }
  }

  private void ended(int connection, String why, Kind kind, long now, List<FeedAction> actions) {
    Leg over = leg(connection);
    if (over == null) {
      return;
    }
    actions.add(new FeedAction.Report(kind, why));
    if (over == rising) {
      rising = null;
      connectAt = now + backoff.next();
      return;
    }
    if (rising != null) {
      leading = rising;
      rising = null;
      return;
    }
    leading = null;
    lostAt.clear();
    silentSince = silentSince == 0 && over.heardFacts() ? over.aliveAt() : silentSince;
    connectAt = now + backoff.next();
  }

  private void answered(FeedEvent.Answered answer, long now, List<FeedAction> actions) {
    if (answer.status() == TOO_MANY_REQUESTS || answer.status() == BANNED) {
      long wait = answer.retryAfterSeconds() * SECOND;
      requestsFrom = Math.max(requestsFrom, now + (wait > 0 ? wait : listBackoff.next()));
      actions.add(
          new FeedAction.Report(
              Kind.HELD_BACK,
              dialect.venue().label()
                  + " answers "
                  + answer.status()
                  + ": nothing is asked for "
                  + (requestsFrom - now) / SECOND
                  + " s"));
    }
    if (listRequests.contains(answer.request())) {
      listed(answer, now, actions);
      return;
    }
    String instrument = backfill.instrument(answer.request());
    if (!instrument.isEmpty()) {
      filled(instrument, answer, now, actions);
      return;
    }
    for (Leg leg : legs()) {
      if (leg.answered(answer, now, saidBy(leg, now, actions))) {
        return;
      }
    }
  }

  private void listed(FeedEvent.Answered answer, long now, List<FeedAction> actions) {
    if (answer.status() == 200) {
      Message list =
          new Message(Message.Kind.ANSWER, answer.request().toString(), now, answer.body());
      lists.put(answer.request(), list);
      legs().forEach(leg -> leg.listed(list));
      if (areListed()) {
        listBackoff.succeeded();
      }
    } else {
      listsAt = Math.min(listsAt, Math.max(requestsFrom, now + listBackoff.next()));
      actions.add(
          new FeedAction.Report(
              Kind.REFUSED,
              "the list of instruments "
                  + answer.request()
                  + " was answered with "
                  + answer.status()
                  + ": "
                  + answer.body()));
    }
  }

  /** What was missed goes before what was held back for it. */
  private void filled(
      String instrument, FeedEvent.Answered answer, long now, List<FeedAction> actions) {
    Leg leg = leading;
    if (answer.status() == 200 && leg != null) {
      Message message =
          new Message(Message.Kind.ANSWER, answer.request().toString(), now, answer.body());
      leg.pastTrades(plan.symbols().getOrDefault(instrument, ""), message)
          .forEach(trade -> publishSince(trade, actions));
    } else {
      actions.add(
          new FeedAction.Report(
              Kind.REFUSED, answer.request() + " was answered with " + answer.status()));
    }
    backfill.release(instrument).forEach(trade -> publish(trade, actions));
  }

  /** A trade of the past, if it is not older than what was watched. */
  private void publishSince(Trade trade, List<FeedAction> actions) {
    if (trade.eventTime() >= watchedFrom.getOrDefault(trade.instrument(), Long.MAX_VALUE)) {
      publish(trade, actions);
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

  private Leg.Said saidBy(Leg leg, long now, List<FeedAction> actions) {
    return new Leg.Said() {
      @Override
      public void fact(Fact fact) {
        heard(leg, fact, now, actions);
      }

      @Override
      public void bookLost(String instrument, String why) {
        lostAt.putIfAbsent(instrument, now);
        actions.add(new FeedAction.Report(Kind.BOOK_LOST, why));
      }

      @Override
      public void resynced(String instrument) {
        Long lost = lostAt.remove(instrument);
        if (lost != null) {
          metric(instrument, FeedMetric.BOOK_GAP, now - lost, now, actions);
          actions.add(new FeedAction.Report(Kind.RESYNCED, instrument));
        }
      }

      @Override
      public void tradesMissing(String instrument) {
        ask(instrument, now);
      }

      @Override
      public void report(Kind kind, String words) {
        actions.add(new FeedAction.Report(kind, words));
      }

      @Override
      public void act(FeedAction action) {
        actions.add(action);
      }
    };
  }

  /** Two connections say the same: what can be told apart is taken from both, the rest from one. */
  private void heard(Leg leg, Fact fact, long now, List<FeedAction> actions) {
    boolean leads = leg == leading;
    if (leads && silentSince > 0) {
      for (String instrument : plan.symbols().keySet()) {
        metric(instrument, FeedMetric.GAP, now - silentSince, now, actions);
        ask(instrument, now);
      }
      silentSince = 0;
    }
    if (leads) {
      backoff.succeeded();
    }
    if (!leads && (fact instanceof Book || fact instanceof Metric)) {
      return;
    }
    if (fact instanceof Trade trade) {
      watchedFrom.putIfAbsent(trade.instrument(), trade.eventTime());
      if (backfill.holds(trade)) {
        return;
      }
    }
    publish(fact, actions);
  }

  private void ask(String instrument, long now) {
    String symbol = plan.symbols().get(instrument);
    if (symbol != null && plan.wants(FeedChannel.TRADES) && watchedFrom.containsKey(instrument)) {
      dialect.pastTrades(plan, symbol).ifPresent(uri -> backfill.ask(instrument, uri, now));
    }
  }

  private void publish(Fact fact, List<FeedAction> actions) {
    if (plan.symbols().containsKey(fact.instrument()) && repeats.isNew(fact)) {
      actions.add(new FeedAction.Publish(fact));
    }
  }

  private static void metric(
      String instrument, String name, long micros, long now, List<FeedAction> actions) {
    double seconds = (double) micros / SECOND;
    if (Metric.of(instrument, now, now, name, seconds) instanceof Parsed.Valid<Metric> metric) {
      actions.add(new FeedAction.Publish(metric.value()));
    }
  }
}
