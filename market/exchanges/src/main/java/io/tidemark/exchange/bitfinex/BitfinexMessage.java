package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;

/**
 * A message of a channel: {@code [channel, word, payload, number, time, name, symbol]}. The word is
 * left out where the payload is levels, a ticker or a status; number and time are there where the
 * connection asked for them; name and symbol where a recorder noted them.
 *
 * @param channel its id
 * @param word such as {@code te}, {@code hb}; empty where there is none
 * @param payload what is told; missing where there is nothing
 * @param number of the message on its connection; {@link #NONE} where it has none
 * @param time the venue's, µs since the epoch; that of its receipt where it has none
 * @param name of the channel; empty where it is not noted
 * @param symbol without the letter before it; empty where it is not noted
 */
record BitfinexMessage(
    long channel,
    String word,
    JsonNode payload,
    long number,
    long time,
    String name,
    String symbol) {

  static final long NONE = -1;

  /** What is above it is a time in ms, not the number of a message. */
  private static final long MOST_NUMBERS = 1_000_000_000_000L;

  /**
   * Reads all but the payload.
   *
   * @param numbered whether the connection's messages are numbered
   * @throws BadMessageException if it is no message of a channel, or has no number
   */
  static BitfinexMessage of(JsonNode array, boolean numbered, long at) throws BadMessageException {
    long channel = Json.whole(array, 0);
    String word = isText(array, 1) ? array.path(1).textValue() : "";
    int from = word.isEmpty() || word.equals("hb") ? 2 : 3;
    int end = array.size();
    boolean named = end >= from + 2 && isText(array, end - 1) && isText(array, end - 2);
    int rest = named ? end - 2 : end;
    boolean both = rest >= from + 2;
    boolean timeOnly = rest == from + 1 && !numbered && array.path(from).asLong() >= MOST_NUMBERS;
    boolean hasNumber = both || (rest == from + 1 && !timeOnly);
    if (numbered && !hasNumber) {
      throw new BadMessageException("the message has no number");
    }
    return new BitfinexMessage(
        channel,
        word,
        array.path(word.isEmpty() ? 1 : 2),
        hasNumber ? Json.whole(array, both ? rest - 2 : from) : NONE,
        both || timeOnly ? WireTime.ofMillis(array, rest - 1) : at,
        named ? array.path(end - 2).textValue() : "",
        named ? array.path(end - 1).textValue() : "");
  }

  private static boolean isText(JsonNode array, int index) {
    return array.path(index).isTextual();
  }
}
