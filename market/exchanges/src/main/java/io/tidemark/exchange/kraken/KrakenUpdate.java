package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message of either version says of a book.
 *
 * @param snapshot whether its levels are the whole book
 * @param levels of the whole book or those that changed
 * @param checksum of the book with them; null where none is said, as before 2020
 * @param time µs since the epoch
 */
record KrakenUpdate(
    boolean snapshot, List<KrakenLevel> levels, @Nullable Long checksum, long time) {

  /** Reads an update. */
  @FunctionalInterface
  interface Reading {

    /**
     * The update.
     *
     * @throws BadMessageException if it is none
     */
    KrakenUpdate read() throws BadMessageException;
  }

  /**
   * Of version 1. Its time is that of its last level, or of its receipt where it has none.
   *
   * @param parts the message's own parts: changes of either side, and the checksum
   * @throws BadMessageException if it is none
   */
  static KrakenUpdate ofParts(List<JsonNode> parts, boolean snapshot, long at)
      throws BadMessageException {
    String bids = snapshot ? "bs" : "b";
    String asks = snapshot ? "as" : "a";
    if (parts.stream().noneMatch(part -> part.has(bids) || part.has(asks))) {
      throw new BadMessageException("there are no levels");
    }
    List<KrakenLevel> levels = new ArrayList<>();
    long time = Long.MIN_VALUE;
    Long checksum = null;
    for (JsonNode part : parts) {
      for (boolean bid : new boolean[] {true, false}) {
        for (JsonNode row : part.path(bid ? bids : asks)) {
          levels.add(KrakenLevel.ofArray(bid, row));
          time = Math.max(time, WireTime.ofSeconds(row.path(2).asText()));
        }
      }
      checksum = part.has("c") ? Long.valueOf(Json.whole(part, "c")) : checksum;
    }
    return new KrakenUpdate(snapshot, levels, checksum, levels.isEmpty() ? at : time);
  }

  /**
   * Of version 2.
   *
   * @throws BadMessageException if it is none
   */
  static KrakenUpdate ofRow(JsonNode row, boolean snapshot, long at) throws BadMessageException {
    List<KrakenLevel> levels = new ArrayList<>();
    for (JsonNode level : Json.array(row, "bids")) {
      levels.add(KrakenLevel.ofObject(true, level));
    }
    for (JsonNode level : Json.array(row, "asks")) {
      levels.add(KrakenLevel.ofObject(false, level));
    }
    return new KrakenUpdate(
        snapshot,
        levels,
        row.has("checksum") ? Long.valueOf(Json.whole(row, "checksum")) : null,
        Json.says(row, "timestamp") ? WireTime.ofIso(row, "timestamp") : at);
  }
}
