package io.tidemark.recordings.message;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.sequence.NeighbourJudge;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.table.DepthRow;
import io.tidemark.recordings.table.Judgement;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of changes of Binance spot order books, one level a row, put together to the messages
 * that they were. A change is applied whole or not at all: one bad level refuses the message. Each
 * is judged by those before and after it, by its ids and by when it was received; memory holds
 * those that are asked.
 */
public final class DepthTable implements MessageLines {

  /** No message of the exchange has more; what follows is taken for another one. */
  private static final int MOST_LEVELS = 20_000;

  private final Lines lines;
  private final String origin;
  private long lastUpdate = DepthRow.NONE;
  private final ArrayDeque<Change> ready = new ArrayDeque<>();
  private final NeighbourJudge<List<DepthRow>> ids =
      judge(Judgement.ofIds("FirstUpdateId"), this::receive);
  private final NeighbourJudge<List<DepthRow>> receipts =
      judge(Judgement.ofMessages("TimestampOfReceive"), rows -> ready.add(checked(rows)));
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
    while (ready.isEmpty() && head != null) {
      List<DepthRow> rows = together(head);
      long id = rows.get(0).first();
      if (id == DepthRow.NONE) {
        ids.pass(rows);
      } else {
        ids.add(id, rows);
      }
      if (head == null) {
        ids.drain();
        receipts.drain();
      }
    }
    return ready.poll();
  }

  private List<DepthRow> together(DepthRow first) {
    List<DepthRow> rows = new ArrayList<>();
    rows.add(first);
    head = row();
    while (head != null && rows.size() < MOST_LEVELS && head.isWith(first)) {
      rows.add(head);
      head = row();
    }
    return rows;
  }

  private void receive(List<DepthRow> rows) {
    DepthRow first = rows.get(0);
    if (first.reason() == null) {
      receipts.add(first.received() / 1_000, rows);
    } else {
      receipts.pass(rows);
    }
  }

  private static NeighbourJudge<List<DepthRow>> judge(
      Judgement judgement, Consumer<List<DepthRow>> next) {
    return new NeighbourJudge<>(
        judgement.limits(),
        judged -> {
          NeighbourJudge.Contradiction<List<DepthRow>> why = judged.contradiction();
          if (why != null) {
            String words = judgement.words(why, rows -> rows.get(0).number);
            judged.element().forEach(row -> row.contradict(words));
          }
          next.accept(judged.element());
        });
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
