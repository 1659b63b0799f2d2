package io.tidemark.recordings.table;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Future;
import io.tidemark.recordings.file.Stamp;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One level of a change of an order book, as a row of a table says it; with the first thing that is
 * wrong with it, and sentences about all that are.
 */
public final class DepthRow {

  public static final List<String> HEADER =
      List.of(
          "TimestampOfReceive",
          "Stream",
          "EventType",
          "EventTime",
          "Symbol",
          "FirstUpdateId",
          "FinalUpdateId",
          "IsAsk",
          "Price",
          "Quantity");

  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9_]{1,40}");

  /** More updates than one message of a tenth of a second can hold. */
  private static final long MOST_UPDATES = 1_000_000;

  /** Of an id that cannot be read. */
  public static final long NONE = -1;

  public final long number;
  public final String line;
  private final Cells cells = new Cells();
  private @Nullable RejectReason reason;
  private String detail = "";
  private long received = NONE;
  private long sent = NONE;
  private long first = NONE;
  private long last = NONE;

  public DepthRow(long number, String line) {
    this.number = number;
    this.line = line;
    cells.split(line);
    if (cells.count() != HEADER.size()) {
      refuse(
          RejectReason.UNDECODABLE,
          "the row has " + cells.count() + " cells, the header " + HEADER.size());
      return;
    }
    try {
      read();
    } catch (BadCellException e) {
      refuse(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private void read() throws BadCellException {
    received = time(0);
    first = cells.whole(5, "FirstUpdateId");
    last = cells.whole(6, "FinalUpdateId");
    sent = time(3);
    if (!cells.text(2).equals("depthUpdate")) {
      refuse(RejectReason.UNDECODABLE, "EventType is '" + cells.text(2) + "'");
    }
    if (!SYMBOL.matcher(symbol()).matches()) {
      refuse(RejectReason.UNKNOWN_INSTRUMENT, "Symbol is '" + symbol() + "'");
    }
    if (first < 0 || last < first || last - first > MOST_UPDATES) {
      refuse(RejectReason.INCONSISTENT, "updates " + first + " to " + last + " are no range");
      first = NONE; // one wrong id must not be what the others are held against
      last = NONE;
    }
    if (!cells.text(7).equals("0") && !cells.text(7).equals("1")) {
      refuse(RejectReason.UNDECODABLE, "IsAsk is '" + cells.text(7) + "', it must be 0 or 1");
    }
    double price = cells.number(8, "Price");
    if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
      refuse(RejectReason.NON_POSITIVE, "Price is " + price + ", it must be above 0");
    }
    double size = cells.number(9, "Quantity");
    if (!(size >= 0 && size < Double.POSITIVE_INFINITY)) {
      refuse(RejectReason.OUT_OF_RANGE, "Quantity is " + size + ", it must not be below 0");
    }
  }

  private long time(int column) throws BadCellException {
    long micros = cells.whole(column, HEADER.get(column));
    if (!Stamp.isPlausible(micros / 1_000)) {
      refuse(
          RejectReason.OUT_OF_RANGE,
          HEADER.get(column) + " is " + micros + ", no µs between 2000 and 2100");
    }
    String future = Future.words(HEADER.get(column), micros);
    if (future != null) {
      refuse(RejectReason.IN_FUTURE, future);
    }
    return micros;
  }

  /** What is wrong besides; the first reason stays. */
  public void refuse(RejectReason because, String sentence) {
    if (reason == null) {
      reason = because;
      detail = sentence;
    } else {
      detail += "; " + sentence;
    }
  }

  /** Refuses it for an id or a time that the messages around it contradict: neither counts. */
  public void contradict(String sentence) {
    refuse(RejectReason.INCONSISTENT, sentence);
    first = NONE;
    last = NONE;
  }

  /** Null where nothing is wrong. */
  @Nullable
  public RejectReason reason() {
    return reason;
  }

  public String detail() {
    return detail;
  }

  /** Whether both are levels of one message. */
  public boolean isWith(DepthRow other) {
    return first != NONE
        && received == other.received
        && first == other.first
        && last == other.last
        && symbol().equals(other.symbol());
  }

  public long received() {
    return received;
  }

  public long sent() {
    return sent;
  }

  public long first() {
    return first;
  }

  public long last() {
    return last;
  }

  /** Only of a row with all its cells. */
  public String symbol() {
    return cells.text(4);
  }

  public boolean isAsk() {
    return cells.text(7).equals("1");
  }

  /** {@code ["price","size"]}: numbers, so there is nothing to escape. */
  public String level() {
    return "[\"" + cells.text(8) + "\",\"" + cells.text(9) + "\"]";
  }
}
