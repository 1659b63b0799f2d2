package io.tidemark.recordings.message;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.recordings.table.Row;
import io.tidemark.recordings.table.Rows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a recording, and one refused row for each message of which something was refused;
 * what was passed is counted. Lines are merged by the time at which they were recorded: stable,
 * each file in its own order. Memory holds one line per file, and what {@link CollectedTrades}
 * holds back.
 */
public final class RecordingReader implements Rows {

  /** How far the exchange's clock may be ahead of the recorder's, µs. */
  private static final long MOST_AHEAD = 60_000_000L;

  private final List<MessageFile> files;
  private final PriorityQueue<MessageFile> turns =
      new PriorityQueue<>(
          Comparator.comparingLong(MessageFile::latest).thenComparingInt(MessageFile::rank));
  private final Protocol protocol;
  private final Predicate<String> played;
  private final String name;

  /** By the name that its lines carry, what became of a file's. */
  private final Map<String, MessageTally> tallies = new LinkedHashMap<>();

  private final ArrayDeque<Row> ready = new ArrayDeque<>();
  private final CollectedTrades trades;

  /** The last line that was read, and how many rows it has. */
  private @Nullable MessageLine last;

  private int parts;

  public RecordingReader(
      String name, List<MessageFile> files, Protocol protocol, Predicate<String> played) {
    this.files = files;
    this.protocol = protocol;
    this.trades = new CollectedTrades(protocol);
    this.played = played;
    this.name = name;
    files.stream().filter(file -> file.head() != null).forEach(turns::add);
  }

  @Override
  public @Nullable Row next() {
    while (ready.isEmpty()) {
      MessageLine line = nextLine();
      if (line != null) {
        last = line;
        parts = 0;
        read(line);
      } else if (last == null) {
        return null;
      } else {
        end(last);
        last = null;
      }
    }
    return ready.remove();
  }

  /** What waited for an answer that the recording does not have stands at its end. */
  private void end(MessageLine line) {
    for (Trade trade : trades.end(line.at())) {
      take(line, trade);
    }
  }

  /** What became of the messages of all files so far. */
  public MessageCounts counts() {
    return tallies.values().stream()
        .map(MessageTally::counts)
        .reduce(new MessageTally(name).counts(), MessageCounts::plus);
  }

  /**
   * What became of those of one file so far.
   *
   * @param origin the name that its lines carry
   */
  public MessageCounts counts(String origin) {
    return tally(origin).counts();
  }

  private MessageTally tally(String origin) {
    return tallies.computeIfAbsent(origin, any -> new MessageTally(name));
  }

  @Override
  public void close() {
    files.forEach(MessageFile::close);
  }

  private @Nullable MessageLine nextLine() {
    MessageFile file = turns.poll();
    if (file == null) {
      return null;
    }
    MessageLine line = file.head();
    file.advance();
    if (file.head() != null) {
      turns.add(file);
    }
    return line;
  }

  private void read(MessageLine line) {
    MessageTally tally = tally(line.origin());
    tally.message();
    NoFact passed = null;
    Refusal refusal = null;
    for (Outcome outcome : outcomes(line.message())) {
      Outcome checked = check(outcome, line);
      if (checked instanceof Outcome.Known known) {
        take(line, known.fact());
      } else if (checked instanceof Outcome.Passed why) {
        passed = passed == null ? why.why() : passed;
      } else if (checked instanceof Outcome.Refused refused) {
        refusal = refusal == null ? new Refusal(refused) : refusal.and();
      }
    }
    if (refusal != null) {
      Origin origin = origin(line, Math.min(parts, Row.FACTS_PER_LINE - 1));
      ready.add(
          new Row(origin, line.line(), line.at(), refusal.asFact(), List.of(), origin.offset()));
    }
    RejectReason why = refusal == null ? null : refusal.first().reason();
    boolean heldInPart = why != null && passed == NoFact.HELD;
    tally.decide(parts > 0 || heldInPart, why, passed);
    parts += refusal == null ? 0 : 1;
  }

  private List<Outcome> outcomes(Parsed<Message> parsed) {
    if (parsed instanceof Parsed.Rejected<Message> rejected) {
      return List.of(new Outcome.Refused(rejected.reason(), rejected.detail()));
    }
    Message message = ((Parsed.Valid<Message>) parsed).value();
    List<Trade> turned = trades.read(message);
    if (turned == null) {
      return protocol.read(message).stream()
          .flatMap(each -> collected(each, message.at()).stream())
          .toList();
    }
    List<Outcome> outcomes = new ArrayList<>(turned.size() + 1);
    turned.forEach(trade -> outcomes.add(new Outcome.Known(trade)));
    outcomes.add(new Outcome.Passed(NoFact.CONNECTION));
    return outcomes;
  }

  private List<Outcome> collected(Outcome outcome, long at) {
    return outcome instanceof Outcome.Known known ? trades.hear(known, at) : List.of(outcome);
  }

  /** A fact that would push the clock into the future, or has no offset left, is none. */
  private Outcome check(Outcome outcome, MessageLine line) {
    if (!(outcome instanceof Outcome.Known known)) {
      return outcome;
    }
    long ahead = known.fact().availableAt() - line.at();
    if (ahead > MOST_AHEAD) {
      return new Outcome.Refused(
          RejectReason.IN_FUTURE,
          "the message says that it is " + ahead / 1_000_000 + " s later than it was received");
    }
    return parts < Row.FACTS_PER_LINE
        ? outcome
        : new Outcome.Refused(
            RejectReason.OUT_OF_RANGE,
            "the message holds more than " + Row.FACTS_PER_LINE + " facts");
  }

  private void take(MessageLine line, Fact fact) {
    boolean wanted = fact.instrument().equals(Instruments.ALL) || played.test(fact.instrument());
    tally(line.origin()).fact(fact.kind(), wanted);
    if (wanted) {
      ready.add(Row.of(origin(line, parts), line.line(), Parsed.valid(fact)));
    }
    parts++;
  }

  private static Origin origin(MessageLine line, long position) {
    return new Origin(line.origin(), 0, line.number() * Row.FACTS_PER_LINE + position);
  }

  /** What was refused of one message: the first part, and how many more. */
  private record Refusal(Outcome.Refused first, int more) {

    Refusal(Outcome.Refused first) {
      this(first, 0);
    }

    Refusal and() {
      return new Refusal(first, more + 1);
    }

    Parsed<Fact> asFact() {
      String others = more == 0 ? "" : " (the first of " + (more + 1) + " refusals in it)";
      return Parsed.rejected(first.reason(), first.detail() + others);
    }
  }
}
