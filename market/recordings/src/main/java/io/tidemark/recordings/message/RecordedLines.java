package io.tidemark.recordings.message;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.RecordedLine;
import io.tidemark.recordings.file.Future;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recording with one message a line; empty ones, which some recorders write, are none. What is
 * missing at the end of a gzip file is one refused message: a recording is written while it is
 * read, and its other files are of use without that end.
 */
public final class RecordedLines implements MessageLines {

  private final Lines lines;
  private final String origin;
  private boolean cutIsSaid;

  public RecordedLines(Path path, String origin) {
    this.lines = Lines.openCut(path);
    this.origin = origin;
  }

  /**
   * Whether there is no whole line in it.
   *
   * @throws UnreadableDataException when the file cannot be read
   */
  public static boolean isEmpty(Path path) {
    try (Lines lines = Lines.openCut(path)) {
      return lines.next() == null;
    }
  }

  @Override
  public @Nullable MessageLine next(long latest) {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    return line == null ? cut(latest) : read(line, latest);
  }

  /** The end that is missing; null if none is, or it was said. */
  private @Nullable MessageLine cut(long latest) {
    String rest = lines.rest();
    if (rest == null || cutIsSaid) {
      return null;
    }
    cutIsSaid = true;
    String why =
        "the gzip file is cut after line %d: what followed is missing but for %d bytes of a line"
            .formatted(lines.number(), rest.length());
    return new MessageLine(
        origin, lines.number() + 1, rest, latest, Parsed.rejected(RejectReason.UNDECODABLE, why));
  }

  private MessageLine read(String line, long latest) {
    // JSON is UTF-8
    String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    Parsed<Message> message = RecordedLine.parse(text, latest).then(RecordedLines::past);
    long at = message instanceof Parsed.Valid<Message> valid ? valid.value().at() : latest;
    return new MessageLine(origin, lines.number(), line, at, message);
  }

  private static Parsed<Message> past(Message message) {
    String future = Future.words("the time of receipt,", message.at());
    return future == null ? Parsed.valid(message) : Parsed.rejected(RejectReason.IN_FUTURE, future);
  }

  @Override
  public void close() {
    lines.close();
  }
}
