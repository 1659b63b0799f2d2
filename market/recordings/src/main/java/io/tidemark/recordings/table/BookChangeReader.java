package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes of an order book, one level a row of {@code time_us,known_us,snapshot,bid,price,size},
 * put together to the messages that they were: those that were known at one time. Each gives the
 * top of the book. One bad level refuses the message, and the book waits for a snapshot.
 */
final class BookChangeReader implements Rows {

  private static final int TIME = 0;
  private static final int KNOWN = 1;
  private static final int SNAPSHOT = 2;
  private static final int BID = 3;
  private static final int PRICE = 4;
  private static final int SIZE = 5;

  /** No message of an exchange has more. */
  private static final int MOST_LEVELS = 20_000;

  private final LineSource lines;
  private final TrackedBook book;
  private final String origin;
  private final Cells cells = new Cells();
  private @Nullable TableLine ahead;
  private boolean isSnapshot;

  BookChangeReader(LineSource lines, Listing listing, String origin) {
    this.lines = lines;
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
    this.origin = origin;
    this.ahead = lines.next();
  }

  @Override
  public @Nullable Row next() {
    TableLine first = ahead;
    if (first == null) {
      return null;
    }
    List<TableLine> together = new ArrayList<>();
    while (ahead != null && together.size() < MOST_LEVELS && isWith(ahead, first)) {
      together.add(ahead);
      ahead = lines.next();
    }
    String text = together.stream().map(TableLine::text).collect(Collectors.joining("\n"));
    return Row.of(new Origin(origin, 0, first.place()), text, fact(together))
        .ofLine(first.number());
  }

  /** Whether both are of one message. A line that cannot be read is taken for one of it. */
  private static boolean isWith(TableLine line, TableLine first) {
    String key = key(line);
    return line.number() == first.number() || key.isEmpty() || key.equals(key(first));
  }

  /** When it was known and whether it is of a snapshot; empty where the line cannot be read. */
  private static String key(TableLine line) {
    if (line.contradiction() != null || !(line.row() instanceof Parsed.Valid<String> row)) {
      return "";
    }
    String[] parts = row.value().split(",", SNAPSHOT + 2);
    return parts[KNOWN] + ',' + parts[SNAPSHOT];
  }

  private Parsed<Fact> fact(List<TableLine> together) {
    for (TableLine line : together) {
      String contradiction = line.contradiction();
      if (contradiction != null) {
        return lost(RejectReason.INCONSISTENT, contradiction);
      } else if (line.row() instanceof Parsed.Rejected<String> rejected) {
        return lost(rejected.reason(), rejected.detail());
      }
    }
    try {
      boolean isFirst = true;
      for (TableLine line : together) {
        set(((Parsed.Valid<String>) line.row()).value(), isFirst);
        isFirst = false;
      }
      return top(cells.whole(TIME, "the time"), cells.whole(KNOWN, "the time"));
    } catch (BadCellException | BadMessageException e) {
      return lost(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private Parsed<Fact> top(long time, long known) {
    if (!book.isKnown()) {
      return Parsed.rejected(
          RejectReason.OUT_OF_SEQUENCE, "a change of a book of which there is no snapshot yet");
    } else if (!book.levels().isDeepEnough()) {
      return lost(
          RejectReason.OUT_OF_SEQUENCE,
          "too many levels went, and those beyond them were not kept");
    }
    return RowParser.asFact(book.levels().top(time, known));
  }

  private void set(String row, boolean isFirst) throws BadCellException, BadMessageException {
    cells.split(row);
    boolean snapshot = cells.text(SNAPSHOT).equals("1");
    if (isFirst) {
      if (snapshot && !isSnapshot) {
        book.begin();
      }
      isSnapshot = snapshot;
    }
    boolean bid = cells.text(BID).equals("1");
    double price = cells.number(PRICE, "price");
    double size = cells.number(SIZE, "amount");
    if (book.isKnown()) {
      book.set(bid, price, size);
    }
  }

  private Parsed<Fact> lost(RejectReason reason, String why) {
    book.forget();
    isSnapshot = false;
    return Parsed.rejected(reason, why + "; the book waits for a snapshot");
  }

  @Override
  public void close() {
    lines.close();
  }
}
