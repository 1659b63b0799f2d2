package io.tidemark.recordings.message;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.table.DepthRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of changes of Binance spot order books, one level a row, put together to the messages
 * that they were. A change is applied whole or not at all: one bad level refuses the message.
 * Memory holds one message.
 */
public final class DepthTable implements MessageLines {

  /** No message of the exchange has more; what follows is taken for another one. */
  private static final int MOST_LEVELS = 20_000;

  private final Lines lines;
  private final String origin;
  private long lastUpdate = DepthRow.NONE;
  private @Nullable DepthRow head;

  public DepthTable(Path path, String origin) {
    this.lines = Lines.open(path);
    this.origin = origin;
    lines.next();
    head = row();
  }

  /**
   * One message.
   *
   * @param rows its levels; where one is refused, all are
   * @param missing how many updates are missing before it
   */
  public record Change(List<DepthRow> rows, long missing) {

    public DepthRow first() {
      return rows.get(0);
    }

    private MessageLine message(String origin, long latest) {
      String text = rows.stream().map(row -> row.line).collect(Collectors.joining("\n"));
      RejectReason why = first().reason();
      if (why != null) {
        Parsed<Message> refused =
            Parsed.rejected(why, "line " + first().number + ": " + first().detail());
        return new MessageLine(origin, first().number, text, latest, refused);
      }
      long at = first().received();
      Message message = new Message(Message.Kind.RECEIVED, "", at, json());
      return new MessageLine(origin, first().number, text, at, Parsed.valid(message));
    }

    /** As the exchange sent it. */
    private String json() {
      return "{\"e\":\"depthUpdate\",\"E\":"
          + first().sent()
          + ",\"s\":\""
          + first().symbol()
          + "\",\"U\":"
          + first().first()
          + ",\"u\":"
          + first().last()
          + ",\"b\":"
          + levels(false)
          + ",\"a\":"
          + levels(true)
          + "}";
    }

    private String levels(boolean asks) {
      return rows.stream()
          .filter(row -> row.isAsk() == asks)
          .map(DepthRow::level)
          .collect(Collectors.joining(",", "[", "]"));
    }
  }

  @Override
  public @Nullable MessageLine next(long latest) {
    Change change = change();
    return change == null ? null : change.message(origin, latest);
  }

  /** The next message, level by level, or null after the last. */
  @Nullable
  public Change change() {
    DepthRow first = head;
    if (first == null) {
      return null;
    }
    List<DepthRow> rows = new ArrayList<>();
    rows.add(first);
    head = row();
    while (head != null && rows.size() < MOST_LEVELS && head.isWith(first)) {
      rows.add(head);
      head = row();
    }
    return checked(rows);
  }

  private Change checked(List<DepthRow> rows) {
    DepthRow first = rows.get(0);
    refuseContradiction(rows);
    long missing = 0;
    if (first.first() != DepthRow.NONE) {
      if (lastUpdate != DepthRow.NONE && first.first() <= lastUpdate) {
        String why = "update " + first.first() + " stands after " + lastUpdate;
        rows.forEach(row -> row.refuse(RejectReason.OUT_OF_SEQUENCE, why));
      } else if (lastUpdate != DepthRow.NONE) {
        missing = first.first() - lastUpdate - 1;
      }
      lastUpdate = Math.max(lastUpdate, first.last());
    }
    refuseTogether(rows);
    if (missing > 0 && first.reason() != null) {
      String why = missing + (missing == 1 ? " update is" : " updates are") + " missing before it";
      rows.forEach(row -> row.refuse(RejectReason.OUT_OF_SEQUENCE, why));
    }
    return new Change(rows, missing);
  }

  /** The exchange sent one message at one time. */
  private static void refuseContradiction(List<DepthRow> rows) {
    List<DepthRow> sound = rows.stream().filter(row -> row.reason() == null).toList();
    if (sound.stream().mapToLong(DepthRow::sent).distinct().count() > 1) {
      sound.forEach(
          row ->
              row.refuse(
                  RejectReason.INCONSISTENT,
                  "EventTime is " + row.sent() + ", another row of the message says otherwise"));
    }
  }

  private static void refuseTogether(List<DepthRow> rows) {
    DepthRow bad = rows.stream().filter(row -> row.reason() != null).findFirst().orElse(null);
    if (bad != null) {
      for (DepthRow row : rows) {
        if (row.reason() == null) {
          row.refuse(
              RejectReason.INCONSISTENT,
              "line " + bad.number + " of the same message was refused, so it is not whole");
        }
      }
    }
  }

  private @Nullable DepthRow row() {
    String line = lines.next();
    while (line != null && line.isEmpty()) {
      line = lines.next();
    }
    return line == null ? null : new DepthRow(lines.number(), line);
  }

  @Override
  public void close() {
    lines.close();
  }
}
