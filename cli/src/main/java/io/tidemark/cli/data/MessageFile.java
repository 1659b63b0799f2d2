package io.tidemark.cli.data;

import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.Message;
import io.tidemark.exchange.RecordedLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of one file of a recording; empty ones, which some recorders write, are none. */
final class MessageFile implements AutoCloseable {

  private final Lines lines;
  private final String origin;
  private final int rank;
  private long latest;
  private @Nullable MessageLine head;

  /**
   * Reads the first line.
   *
   * @param origin the name that its lines carry
   * @param rank who goes first at the same time
   */
  MessageFile(Path path, String origin, int rank) {
    this.lines = Lines.open(path);
    this.origin = origin;
    this.rank = rank;
    try {
      advance();
    } catch (UnreadableDataException e) {
      lines.close();
      throw e;
    }
  }

  /** The line whose turn it is, or null when there are no more. */
  @Nullable MessageLine head() {
    return head;
  }

  /** The largest time of its lines so far, µs since the epoch. */
  long latest() {
    return latest;
  }

  int rank() {
    return rank;
  }

  /** Goes to the next line. */
  void advance() {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    head = line == null ? null : read(line);
  }

  private MessageLine read(String line) {
    // JSON is UTF-8
    String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    Parsed<Message> message = RecordedLine.parse(text, latest);
    long at = message instanceof Parsed.Valid<Message> valid ? valid.value().at() : latest;
    latest = Math.max(latest, at);
    return new MessageLine(origin, lines.number(), line, at, message);
  }

  @Override
  public void close() {
    lines.close();
  }
}
