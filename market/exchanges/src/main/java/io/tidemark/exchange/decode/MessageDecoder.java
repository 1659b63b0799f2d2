package io.tidemark.exchange.decode;

import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.RecordedLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a venue's messages, a line each: the forms of {@link RecordedLine}, and plain JSON, which
 * counts as received when the line before it was.
 *
 * <p>An object with a {@code group} belongs to a conversation of its own: each group is read by a
 * protocol that has read nothing else.
 */
public final class MessageDecoder {

  /** What a line holds whose time nobody knows. */
  static final long NO_TIME = 0;

  private static final String GROUP = "group";
  private static final int MOST_GROUPS = 1_000;

  private final Venue venue;
  private final List<String> instrumentLists;
  private final Map<String, Protocol> conversations = new HashMap<>();
  private long latest = NO_TIME;
  private long lines;

  /**
   * Has read nothing.
   *
   * @param instrumentLists the venue's answers that say what its symbols stand for; without them it
   *     goes by the symbol
   */
  public MessageDecoder(Venue venue, List<String> instrumentLists) {
    this.venue = venue;
    this.instrumentLists = List.copyOf(instrumentLists);
  }

  /** What the lists of instruments mean, one after the other; a list that is none is refused. */
  public List<Outcome> instrumentLists() {
    Protocol protocol = venue.open();
    return instrumentLists.stream().flatMap(list -> protocol.read(answer(list)).stream()).toList();
  }

  /** What becomes of the next line. */
  public DecodedLine read(String line) {
    lines++;
    return new DecodedLine(lines, outcomes(line.strip()));
  }

  private List<Outcome> outcomes(String line) {
    Parsed<Message> parsed = message(line);
    if (parsed instanceof Parsed.Rejected<Message> rejected) {
      return List.of(new Outcome.Refused(rejected.reason(), rejected.detail()));
    }
    Message message = ((Parsed.Valid<Message>) parsed).value();
    latest = message.at();
    return conversation(line).read(message);
  }

  private Parsed<Message> message(String line) {
    Parsed<Message> recorded = RecordedLine.parse(line, latest);
    boolean plain = line.startsWith("{") || line.startsWith("[");
    return plain && recorded instanceof Parsed.Rejected<Message>
        ? Parsed.valid(new Message(Message.Kind.RECEIVED, "", latest, line))
        : recorded;
  }

  private Protocol conversation(String line) {
    String group =
        line.startsWith("{")
                && line.contains("\"group\"")
                && Json.field(line, GROUP) instanceof Parsed.Valid<String> named
            ? named.value()
            : "";
    if (conversations.size() == MOST_GROUPS && !conversations.containsKey(group)) {
      conversations.clear();
    }
    return conversations.computeIfAbsent(group, any -> open());
  }

  private Protocol open() {
    Protocol protocol = venue.open();
    instrumentLists.forEach(list -> protocol.read(answer(list)));
    return protocol;
  }

  private static Message answer(String list) {
    return new Message(Message.Kind.ANSWER, "", NO_TIME, list);
  }
}
