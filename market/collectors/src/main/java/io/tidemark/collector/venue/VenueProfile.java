package io.tidemark.collector.venue;

import java.util.List;

/**
 * What people want to know of a venue, and no code decides by.
 *
 * @param dialect which of the venue's interfaces is spoken, in the venue's words
 * @param examples an instrument of each kind and each form that can be collected
 * @param books how it shows that a message of a book is missing
 * @param pastTrades how many trades the answer to a request for the last ones has at most; 0 where
 *     there is no such request
 * @param proof how far it is proven that this dialect's messages are read rightly
 * @param remark what else is particular; mostly nothing
 */
public record VenueProfile(
    String dialect,
    List<String> examples,
    BookCheck books,
    int pastTrades,
    Proof proof,
    String remark) {

  /** As {@link #pastTrades}: the answer has those of the last hour. */
  public static final int ALL_OF_AN_HOUR = Integer.MAX_VALUE;

  /** How far a dialect is proven. None was seen live. */
  public enum Proof {
    /** A recording of it is read to its end. */
    REPLAYED,
    /** Single messages of it are read, as the venue's documentation has them. */
    EXAMPLES
  }

  public VenueProfile {
    examples = List.copyOf(examples);
  }

  /** Nothing is particular. */
  VenueProfile(
      String dialect, List<String> examples, BookCheck books, int pastTrades, Proof proof) {
    this(dialect, examples, books, pastTrades, proof, "");
  }
}
