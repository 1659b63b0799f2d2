package io.tidemark.collector;

import io.tidemark.box.BoxVenue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The venues of suites that take minutes: one for each way in which books come and a loss shows, or
 * all with {@code -Dtidemark.collect.venues=all}.
 */
final class PlayedVenues {

  /**
   * Numbers and a request, no numbers, a checksum, numbers of the connection, whole books in bytes,
   * and no past trades.
   */
  private static final List<BoxVenue> SHORT =
      List.of(
          BoxVenue.BINANCE,
          BoxVenue.COINBASE,
          BoxVenue.KRAKEN,
          BoxVenue.BITFINEX,
          BoxVenue.HTX,
          BoxVenue.MEXC);

  private PlayedVenues() {}

  static Stream<BoxVenue> each() {
    return System.getProperty("tidemark.collect.venues", "").equals("all")
        ? Arrays.stream(BoxVenue.values())
        : SHORT.stream();
  }
}
