package io.tidemark.collector.poll;

import java.util.List;

/**
 * What stands in an answer.
 *
 * @param items in any order
 * @param empty places without a value
 * @param refused why an item could not be read, one sentence each
 * @param mended characters that no such document may have, and that were left out
 */
public record PollReading(
    List<? extends PollItem> items, int empty, List<String> refused, int mended) {

  /** Nothing had to be left out. */
  public PollReading(List<? extends PollItem> items, int empty, List<String> refused) {
    this(items, empty, refused, 0);
  }
}
