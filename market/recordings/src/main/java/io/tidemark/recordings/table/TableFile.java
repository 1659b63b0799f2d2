package io.tidemark.recordings.table;

import io.tidemark.recordings.file.DataKind;
import java.util.List;

/**
 * What a file of a table holds, and how its rows are read.
 *
 * @param kind what its rows are
 * @param instruments whose rows it holds
 * @param barLength of candles, µs; 0 for other kinds
 * @param asDelivered whether its rows come as their vendor or recorder left them, so that some may
 *     be repaired
 * @param aggregate whether its trades are put together, all that one order took at one price
 * @param remarks what is to be known of the file as a whole, one sentence each
 * @param opening opens its rows
 */
public record TableFile(
    DataKind kind,
    List<String> instruments,
    long barLength,
    boolean asDelivered,
    boolean aggregate,
    List<String> remarks,
    Opening opening) {

  /** Opens the rows of one instrument. */
  @FunctionalInterface
  public interface Opening {
    /**
     * From the first.
     *
     * @param origin the name that the rows carry
     */
    Rows open(String instrument, String origin);
  }
}
