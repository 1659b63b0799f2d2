package io.tidemark.recordings.table;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's bars, oldest first whichever way round they were delivered.
 *
 * <p>Of a bar that is there more than once the row with most decimals is kept. A bar that nothing
 * comes after may not have been over when the file was made. And where a bar follows another its
 * open must be near the other's close: vendors fill a missing open with whatever they had.
 */
final class VendorBarReader implements Rows {

  /** Farther than this factor an open is no next price. */
  private static final double MOST_JUMP = 2;

  private static final long NONE = Long.MIN_VALUE;

  private final VendorColumns columns;
  private final LineSource lines;
  private final String instrument;
  private final long length;
  private final String origin;
  private final Cells cells = new Cells();
  private final ArrayDeque<Row> ready = new ArrayDeque<>();

  /** Between the bar that was settled last and the one ahead. */
  private final ArrayDeque<Row> unreadable = new ArrayDeque<>();

  private String symbol = "";
  private long given;
  private long lastStart = NONE;
  private double lastClose;
  private @Nullable VendorBar ahead;

  /**
   * @param lines without the header
   * @param headerLine number of the header's line
   * @param length of the bars, ms
   */
  VendorBarReader(
      LineSource lines,
      long headerLine,
      VendorColumns columns,
      String instrument,
      long length,
      String origin) {
    this.columns = columns;
    this.lines = lines;
    this.instrument = instrument;
    this.length = length;
    this.origin = origin;
    this.given = headerLine;
  }

  @Override
  public @Nullable Row next() {
    while (ready.isEmpty()) {
      VendorBar first = ahead == null ? read() : ahead;
      ready.addAll(unreadable);
      unreadable.clear();
      if (first != null) {
        settle(together(first));
      } else if (ready.isEmpty()) {
        return null;
      }
    }
    return ready.remove().at(++given); // who reads the log drops what does not rise
  }

  /** The next row that can be read; those that cannot are refused on the way. */
  private @Nullable VendorBar read() {
    for (TableLine line = lines.next(); line != null; line = lines.next()) {
      Parsed<VendorBar> parsed = bar(line);
      if (parsed instanceof Parsed.Valid<VendorBar> valid) {
        return valid.value();
      }
      Parsed.Rejected<VendorBar> rejected = (Parsed.Rejected<VendorBar>) parsed;
      unreadable.add(refused(line.number(), line.text(), rejected.reason(), rejected.detail()));
    }
    return null;
  }

  private Parsed<VendorBar> bar(TableLine line) {
    String contradiction = line.contradiction();
    return contradiction == null
        ? line.row().then(row -> VendorBar.of(columns, cells, line.number(), line.text(), row))
        : Parsed.rejected(RejectReason.INCONSISTENT, contradiction);
  }

  /** The rows of one bar, the most exact first. */
  private List<VendorBar> together(VendorBar first) {
    List<VendorBar> bars = new ArrayList<>();
    bars.add(first);
    ahead = read();
    while (ahead != null && ahead.start() == first.start()) {
      bars.add(ahead);
      ahead = read();
    }
    bars.sort(
        Comparator.comparingInt(VendorBar::decimals)
            .reversed()
            .thenComparingLong(VendorBar::number));
    return bars;
  }

  private void settle(List<VendorBar> bars) {
    VendorBar kept = null;
    for (VendorBar bar : bars) {
      if (kept != null) {
        ready.add(repeated(bar, kept));
      } else if (take(bar)) {
        kept = bar;
      }
    }
  }

  private boolean take(VendorBar bar) {
    Parsed<Fact> fact = fact(bar);
    List<Repair> repairs =
        bar.inSeconds() && !columns.inSeconds() ? List.of(Repair.SECONDS) : List.of();
    ready.add(Row.of(new Origin(origin, 0, bar.number()), bar.line(), fact, repairs));
    if (fact instanceof Parsed.Rejected) {
      return false;
    }
    symbol = bar.symbol();
    lastStart = bar.start();
    lastClose = bar.prices()[3];
    return true;
  }

  private Parsed<Fact> fact(VendorBar bar) {
    if (!symbol.isEmpty() && !symbol.equals(bar.symbol())) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_INSTRUMENT,
          "the row is of " + bar.symbol() + ", the file begins with " + symbol);
    }
    if (bar.start() <= lastStart) {
      return Parsed.rejected(
          RejectReason.INCONSISTENT,
          "the bar at " + bar.start() + " ms stands after the one at " + lastStart + " ms");
    }
    if (ahead == null) {
      return Parsed.rejected(
          RejectReason.IN_FUTURE,
          "no later row shows that this bar was over when the file was made");
    }
    double[] prices = bar.prices();
    return Candle.of(
            instrument,
            bar.start() * 1_000,
            length * 1_000,
            (bar.start() + length) * 1_000,
            prices[0],
            prices[1],
            prices[2],
            prices[3],
            bar.volume())
        .then(candle -> followed(bar, candle));
  }

  private Parsed<Fact> followed(VendorBar bar, Candle candle) {
    boolean isFirst = lastStart == NONE;
    if (!isFirst && bar.start() != lastStart + length) {
      return Parsed.valid(candle);
    }
    double before = isFirst ? candle.close() : lastClose;
    double jump = candle.open() / before;
    return jump <= MOST_JUMP && jump >= 1 / MOST_JUMP
        ? Parsed.valid(candle)
        : Parsed.rejected(
            RejectReason.INCONSISTENT,
            "the open is "
                + candle.open()
                + (isFirst ? ", its own close " : ", the close before it ")
                + before
                + (isFirst ? ", and nothing comes before it" : ""));
  }

  private Row repeated(VendorBar bar, VendorBar kept) {
    return bar.roundsTo(kept)
        ? refused(
            bar.number(),
            bar.line(),
            RejectReason.DUPLICATE,
            "the bar is there more exactly on line " + kept.number())
        : refused(
            bar.number(),
            bar.line(),
            RejectReason.INCONSISTENT,
            "the bar is there more exactly, with another close or volume, on line "
                + kept.number());
  }

  private Row refused(long number, String line, RejectReason reason, String detail) {
    return Row.of(new Origin(origin, 0, number), line, Parsed.rejected(reason, detail));
  }

  @Override
  public void close() {
    lines.close();
  }
}
