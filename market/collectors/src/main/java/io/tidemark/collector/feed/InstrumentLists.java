package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The venue's lists of instruments: when they are asked for, and what was answered last. */
final class InstrumentLists {

  /** Contracts are listed and expire, µs. */
  private static final long HOLD = 6 * 3_600_000_000L;

  /** After an unknown symbol was spoken of, they are asked for anew, at most this often, µs. */
  private static final long HOLD_OF_UNKNOWN = 300_000_000L;

  private final VenueDialect dialect;
  private final List<URI> requests;
  private final Map<URI, Message> answers = new LinkedHashMap<>();
  private final Backoff backoff;
  private long askedAt;
  private long askAt;

  /** Reads answers to requests; made when it is needed. */
  private @Nullable Protocol reader;

  InstrumentLists(VenueDialect dialect, FeedPlan plan, RandomGenerator chance) {
    this.dialect = dialect;
    this.requests = dialect.instrumentLists(plan);
    this.backoff = new Backoff(chance);
  }

  /** What is to be asked for now, a tick in µs. */
  List<URI> due(long now) {
    if (now < askAt) {
      return List.of();
    }
    askedAt = now;
    askAt = now + HOLD;
    return requests;
  }

  /** Data came of a symbol that no list knows: it may be new, or a list was not whole. */
  void lack(long now) {
    askAt = Math.min(askAt, Math.max(now, askedAt + HOLD_OF_UNKNOWN));
  }

  /** Whether this request is one of them. */
  boolean asks(URI request) {
    return requests.contains(request);
  }

  /** Whether each was answered. */
  boolean areKnown() {
    return answers.size() == requests.size();
  }

  List<Message> answers() {
    return List.copyOf(answers.values());
  }

  /** A protocol that knows the instruments, and heard nothing else. */
  Protocol reader() {
    Protocol known = reader;
    if (known == null) {
      known = dialect.venue().open();
      answers.values().forEach(known::read);
      reader = known;
    }
    return known;
  }

  /**
   * A list, or why there is none: then it is asked for again, and the one before goes on to hold. A
   * venue in trouble answers with a page of HTML, an error or nothing as if all was well.
   *
   * @param notBefore a tick in µs
   * @return the list, if it came
   */
  Optional<Message> answered(FeedEvent.Answered answer, long notBefore, Step step) {
    if (answer.status() != 200) {
      return failed(answer.failure(), notBefore, step);
    }
    Message list =
        new Message(Message.Kind.ANSWER, answer.request().toString(), step.stamp(), answer.body());
    List<Outcome> says = dialect.venue().open().read(list);
    if (says.stream().noneMatch(InstrumentLists::describes)) {
      step.act(new FeedAction.PassOver(answer.request()));
      return failed(answer.request() + " describes no instruments: " + why(says), notBefore, step);
    }
    answers.put(answer.request(), list);
    reader = null;
    if (areKnown()) {
      backoff.succeeded();
    }
    return Optional.of(list);
  }

  private Optional<Message> failed(String why, long notBefore, Step step) {
    askAt = Math.min(askAt, Math.max(notBefore, step.tick() + backoff.next()));
    step.report(Kind.REFUSED, "the list of instruments " + why);
    return Optional.empty();
  }

  private static boolean describes(Outcome outcome) {
    return outcome instanceof Outcome.Passed passed && passed.why() == NoFact.REFERENCE;
  }

  private static String why(List<Outcome> says) {
    return says.stream()
        .filter(Outcome.Refused.class::isInstance)
        .map(refused -> ((Outcome.Refused) refused).detail())
        .findFirst()
        .orElse("it has none");
  }
}
