package io.tidemark.collector.feed;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.exchange.protocol.Message;
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

  private final VenueDialect dialect;
  private final List<URI> requests;
  private final Map<URI, Message> answers = new LinkedHashMap<>();
  private final Backoff backoff;
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
    askAt = now + HOLD;
    return requests;
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
   * A list, or why there is none: then it is asked for again.
   *
   * @param notBefore a tick in µs
   * @return the list, if it came
   */
  Optional<Message> answered(FeedEvent.Answered answer, long notBefore, Step step) {
    if (answer.status() != 200) {
      askAt = Math.min(askAt, Math.max(notBefore, step.tick() + backoff.next()));
      step.report(Kind.REFUSED, "the list of instruments " + answer.failure());
      return Optional.empty();
    }
    Message list =
        new Message(Message.Kind.ANSWER, answer.request().toString(), step.stamp(), answer.body());
    answers.put(answer.request(), list);
    reader = null;
    if (areKnown()) {
      backoff.succeeded();
    }
    return Optional.of(list);
  }
}
