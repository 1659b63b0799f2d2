package io.tidemark.recordings;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.Row;
import io.tidemark.recordings.table.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instrument's rows of one table, or a whole recording, on the way into the merge. */
final class Source implements AutoCloseable {

  private final Rows rows;
  private final List<String> markets;
  private final int rank;
  private final @Nullable DataFile file;
  private long until = Long.MAX_VALUE;
  private long key = Row.UNKNOWN;
  private long dropped;
  private long left;
  private @Nullable Row head;

  /**
   * Reads the first row.
   *
   * @param markets the instruments whose bars or trades these rows are; none where they are about a
   *     market
   * @param rank who goes first at the same time
   * @param file the table that they are of; null for a recording
   */
  Source(Rows rows, List<String> markets, int rank, @Nullable DataFile file) {
    this.rows = rows;
    this.markets = markets;
    this.rank = rank;
    this.file = file;
    try {
      step();
    } catch (UnreadableDataException e) {
      rows.close();
      throw e;
    }
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

  /** Its place in time, µs: the largest {@code knownAt} of its rows so far. */
  long key() {
    return key;
  }

  int rank() {
    return rank;
  }

  List<String> markets() {
    return markets;
  }

  /** Rows left out so far: history, and trades that are given in two forms. */
  long dropped() {
    return dropped;
  }

  /** Leaves the head out. */
  void drop() {
    dropped++;
  }

  /** Whether its trades are aggregates; null where it is no table of trades. */
  @Nullable Boolean aggregate() {
    if (file == null || file.kind() != DataKind.TRADES) {
      return null;
    }
    return file.isAggregate();
  }

  /** The table that its rows are of; null for a recording. */
  @Nullable DataFile file() {
    return file;
  }

  /** Whether it is a table. */
  boolean isTable() {
    return file != null;
  }

  /** Rows that it is past, dropped ones among them. */
  long left() {
    return left;
  }

  /** Values that the file does not have, so far. */
  long absent() {
    return rows.absent();
  }

  /** When the first row's fact begins, µs; a bar begins at its start. */
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
    rows.close();
  }

  private void step() {
    if (head != null) {
      left++;
    }
    head = rows.next();
    if (head != null) {
      key = Math.max(key, head.knownAt());
    }
  }

  private void skipTooLate() {
    for (Fact fact = fact(); fact != null && fact.eventTime() > until; fact = fact()) {
      dropped++;
      step();
    }
  }
}
