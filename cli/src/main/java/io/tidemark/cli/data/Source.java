package io.tidemark.cli.data;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import org.jspecify.annotations.Nullable;

/** One instrument's rows of one file on their way into the merge. */
final class Source implements AutoCloseable {

  private final DataFile file;
  private final String instrument;
  private final String origin;
  private final int rank;
  private final boolean history;
  private final RowReader reader;
  private long until = Long.MAX_VALUE;
  private long key = Long.MIN_VALUE;
  private long dropped;
  private @Nullable Row head;

  /**
   * Reads the first row.
   *
   * @param origin the name that its rows carry
   * @param rank who goes first at the same time
   * @param history whether only what ends before {@link #keepUntil} counts
   */
  Source(DataFile file, String instrument, String origin, int rank, boolean history) {
    this.file = file;
    this.instrument = instrument;
    this.origin = origin;
    this.rank = rank;
    this.history = history;
    this.reader = file.open(instrument);
    advance();
  }

  /** Drops candles that end after {@code limit} µs, this one and all to come. */
  void keepUntil(long limit) {
    until = limit;
    skipTooLate();
  }

  /** The row whose turn it is, or null when there are no more. */
  @Nullable Row head() {
    return head;
  }

  /** Its place in time, µs: the largest {@code availableAt} of the file so far. */
  long key() {
    return key;
  }

  int rank() {
    return rank;
  }

  String origin() {
    return origin;
  }

  String instrument() {
    return instrument;
  }

  /** Whether these rows are the market itself (bars, trades) and not something about it. */
  boolean isMarket() {
    return file.kind() == DataKind.CANDLES || file.kind() == DataKind.TRADES;
  }

  boolean isHistory() {
    return history;
  }

  DataFile file() {
    return file;
  }

  /** Rows of history left out so far. */
  long dropped() {
    return dropped;
  }

  /** When the first valid fact begins, µs; a bar begins at its start. */
  long firstEventTime() {
    Fact fact = fact();
    return fact == null
        ? Long.MAX_VALUE
        : fact instanceof Candle candle ? candle.start() : fact.eventTime();
  }

  /** The fact of the head, or null when it was refused. */
  @Nullable Fact fact() {
    return head != null && head.fact() instanceof Parsed.Valid<Fact> valid ? valid.value() : null;
  }

  /** Goes to the next row. */
  void advance() {
    step();
    skipTooLate();
  }

  @Override
  public void close() {
    reader.close();
  }

  private void step() {
    head = reader.next();
    Fact fact = fact();
    if (fact != null) {
      key = Math.max(key, fact.availableAt());
    }
  }

  private void skipTooLate() {
    for (Fact fact = fact(); fact != null && fact.eventTime() > until; fact = fact()) {
      dropped++;
      step();
    }
  }
}
