package io.tidemark.client.tail;

import java.util.Set;

/**
 * Which records are wanted, and in which form.
 *
 * @param lines how many, the newest; 0 for all
 * @param since from when on
 * @param instruments what they are about; empty for all
 * @param json as objects of JSON and not as sentences
 * @param why signals with their reasons, a line each
 */
public record TailQuery(
    int lines, Since since, Set<String> instruments, boolean json, boolean why) {

  boolean wants(TailRecord record) {
    return instruments.isEmpty() || instruments.contains(record.instrument());
  }
}
