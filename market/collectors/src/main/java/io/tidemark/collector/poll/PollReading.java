package io.tidemark.collector.poll;

import java.util.List;

/**
 * What stands in an answer.
 *
 * @param items in any order
 * @param empty places without a value
 * @param refused why an item could not be read, one sentence each
 */
public record PollReading(List<? extends PollItem> items, int empty, List<String> refused) {}
