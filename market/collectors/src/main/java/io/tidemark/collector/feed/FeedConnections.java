package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a feed: one that leads, and before the venue ends it a second one that rises
 * and takes over. Opens them, notices which are dead, and hands over. Times are ticks in µs.
 */
final class FeedConnections {

  private static final long SECOND = 1_000_000;

  /** A second connection that is not complete by then takes over all the same. */
  private static final long LONGEST_RISE = 60 * SECOND;

  /** A connection that brought data and stood for so long shows that the venue takes us. */
  private static final long PROVEN = 60 * SECOND;

  private final FeedPlan plan;
  private final VenueDialect dialect;
  private final RandomGenerator chance;
  private final ConnectionLimits limits;
  private final RequestLimits requestLimits;
  private final InstrumentLists lists;
  private final FeedWatch watch;

  private @Nullable Leg leading;
  private @Nullable Leg rising;
  private int opened;

  /** Whether the leading connection has stood long enough to end the back-off. */
  private boolean proven;

  /**
   * There is none yet.
   *
   * @param lists must be known before one is opened
   * @param watch hears what they say
   */
  FeedConnections(
      FeedPlan plan,
      VenueDialect dialect,
      RandomGenerator chance,
      ConnectionLimits limits,
      RequestLimits requestLimits,
      InstrumentLists lists,
      FeedWatch watch) {
    this.plan = plan;
    this.dialect = dialect;
    this.chance = chance;
    this.limits = limits;
    this.requestLimits = requestLimits;
    this.lists = lists;
    this.watch = watch;
  }

  /** How many were opened since the beginning. */
  int opened() {
    return opened;
  }

  /** Whether market data came over the leading one within the feed's limit of silence. */
  boolean receive(long now) {
    return leading != null && leading.hears(now, micros(dialect.silence()));
  }

  /** Whether all that is wanted comes over the leading one. */
  boolean areSubscribed(long now) {
    return leading != null && leading.isSubscribed(now);
  }

  /** Whether facts came over the leading one. */
  boolean areHeard() {
    return leading != null && leading.heardFacts();
  }

  /** What an answer that is no part of the stream says, as the leading one reads it. */
  List<Outcome> read(FeedEvent.Answered answer, FeedMoment now) {
    return leading == null ? List.of() : leading.read(answer, now);
  }

  /** How many books are known on the leading one. */
  int liveBooks() {
    return leading == null ? 0 : leading.liveBooks();
  }

  /** Something happened to one of them; nothing is done if it is over. */
  void heard(FeedEvent event, Step step) {
    if (event instanceof FeedEvent.Received received) {
      Leg leg = leg(received.connection());
      if (leg != null) {
        leg.received(received.text(), step.now(), saidBy(leg, step));
      }
    } else if (event instanceof FeedEvent.ReceivedBytes received) {
      Leg leg = leg(received.connection());
      if (leg != null) {
        leg.received(received.bytes(), step.now(), saidBy(leg, step));
      }
    } else if (event instanceof FeedEvent.Opened stands) {
      Leg leg = leg(stands.connection());
      if (leg != null) {
        leg.opened(step.now());
        step.report(Kind.CONNECTED, dialect.connection(plan).toString());
      }
    } else if (event instanceof FeedEvent.Alive alive) {
      Leg leg = leg(alive.connection());
      if (leg != null) {
        leg.alive(step.tick());
      }
    } else if (event instanceof FeedEvent.Ended ended) {
      ended(ended, Kind.DISCONNECTED, step);
    }
  }

  /** A list of instruments came anew. */
  void listed(Message list) {
    legs().forEach(leg -> leg.listed(list));
  }

  /** A request that one of them made was answered; nothing is done if none did. */
  void answered(FeedEvent.Answered answer, Step step) {
    for (Leg leg : legs()) {
      if (leg.answered(answer, step.now(), saidBy(leg, step))) {
        return;
      }
    }
  }

  private @Nullable Leg leg(int connection) {
    if (leading != null && leading.connection() == connection) {
      return leading;
    }
    return rising != null && rising.connection() == connection ? rising : null;
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
    return watch.hears(
        leg == leading,
        step,
        action -> {
          if (action instanceof FeedAction.Request) {
            requestLimits.asked(step.tick());
          }
          step.act(action);
        });
  }

  /** Time passes: opens what is missing, ends what is dead, and hands over what is old. */
  void passed(Step step) {
    if (leading == null && lists.areKnown() && limits.open(step.tick())) {
      leading = connect(step);
      proven = false;
    }
    look(leading, step);
    look(rising, step);
    Leg leads = leading;
    if (leads != null) {
      prove(leads, step);
      rise(leads, step);
      handOver(leads, step);
    }
  }

  private Leg connect(Step step) {
    opened++;
    int connection = opened;
    step.act(
        dialect
            .ticket(plan)
            .<FeedAction>map(
                ticket ->
                    new FeedAction.ConnectByTicket(
                        connection, ticket, answer -> dialect.connection(plan, answer)))
            .orElseGet(() -> new FeedAction.Connect(connection, dialect.connection(plan))));
    return new Leg(connection, plan, dialect, lists.answers(), step.now(), chance);
  }

  private void look(@Nullable Leg leg, Step step) {
    if (leg == null) {
      return;
    }
    String end = leg.passed(step.now(), mayAskForBooks(step), saidBy(leg, step));
    if (!end.isEmpty()) {
      step.act(new FeedAction.Abort(leg.connection()));
      ended(new FeedEvent.Ended(leg.connection(), end), Kind.SILENT, step);
    }
  }

  /** Books that come in the stream are no requests. */
  private boolean mayAskForBooks(Step step) {
    boolean byRequest =
        plan.names().stream().anyMatch(symbol -> dialect.snapshot(plan, symbol).isPresent());
    return !byRequest || requestLimits.mayAsk(step.tick());
  }

  private void prove(Leg leads, Step step) {
    if (!proven && leads.hasStood(step.tick(), PROVEN)) {
      proven = true;
      limits.proven();
    }
  }

  private void rise(Leg leads, Step step) {
    long now = step.tick();
    boolean ends = leads.endsSoon() || now - leads.beganAt() > micros(dialect.life());
    if (rising == null && ends && limits.open(now)) {
      rising = connect(step);
    }
  }

  private void handOver(Leg leads, Step step) {
    Leg next = rising;
    if (next == null) {
      return;
    }
    boolean late = next.heardFacts() && step.tick() - next.beganAt() > LONGEST_RISE;
    if ((next.isComplete(step.tick()) && watch.overlap()) || late) {
      step.act(new FeedAction.Abort(leads.connection()));
      step.report(Kind.HANDED_OVER, "to connection " + next.connection());
      takeOver(next, step);
    }
  }

  private void takeOver(Leg next, Step step) {
    leading = next;
    rising = null;
    boolean whole = next.isSubscribed(step.tick()) && watch.overlap();
    watch.takenOver(whole || !next.heardFacts(), step);
  }

  private void ended(FeedEvent.Ended end, Kind kind, Step step) {
    Leg over = leg(end.connection());
    if (over == null) {
      return;
    }
    step.report(kind, end.why());
    long wait = end.waitSeconds() * SECOND;
    Leg next = rising;
    if (over == next) {
      rising = null;
      watch.forgotten();
      limits.over(step.tick(), wait);
      return;
    }
    if (over.heardFacts() && (next == null || !next.heardFacts())) {
      watch.silent(over.aliveAt());
    }
    if (next != null) {
      takeOver(next, step);
      proven = false;
      return;
    }
    leading = null;
    watch.disconnected();
    limits.over(step.tick(), wait);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
