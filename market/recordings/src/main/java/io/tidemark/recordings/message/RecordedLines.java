package io.tidemark.recordings.message;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.RecordedLine;
import io.tidemark.recordings.file.Future;
import io.tidemark.recordings.file.Lines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A recording with one message a line; empty ones, which some recorders write, are none. */
public final class RecordedLines implements MessageLines {

  private final Lines lines;
  private final String origin;

  public RecordedLines(Path path, String origin) {
    this.lines = Lines.open(path);
    this.origin = origin;
  }

  @Override
  public @Nullable MessageLine next(long latest) {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    return line == null ? null : read(line, latest);
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
