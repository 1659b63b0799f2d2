package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.List;

/** Turns the cells of one row into a fact. */
public abstract class RowParser {

  private final int columns;

  RowParser(int columns) {
    this.columns = columns;
  }

  /** What was put right in the row that was parsed last. */
  List<Repair> repairs() {
    return List.of();
  }

  /** The row that was parsed last is a fact, and counts for those after it. */
  void accepted(Cells cells) {}

  /** The fact, or why there is none. */
  final Parsed<Fact> parse(Cells cells) {
    if (cells.count() != columns) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the row has " + cells.count() + " cells, the header " + columns);
    }
    try {
      return fact(cells);
    } catch (BadCellException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  abstract Parsed<Fact> fact(Cells cells) throws BadCellException;

  static Parsed<Fact> implausible(String column, long millis) {
    return Parsed.rejected(
        RejectReason.OUT_OF_RANGE,
        column + " is " + millis + ", it must be milliseconds between 2000 and 2100");
  }

  /** Widens the type of what was parsed. */
  static Parsed<Fact> asFact(Parsed<? extends Fact> parsed) {
    return parsed.then(Parsed::valid);
  }
}
