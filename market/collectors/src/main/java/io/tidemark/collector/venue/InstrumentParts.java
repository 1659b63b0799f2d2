package io.tidemark.collector.venue;

import io.tidemark.core.fact.Instruments;
import java.util.Optional;

/**
 * An instrument's name taken apart: {@code BTC-USDT-PERP@okx}.
 *
 * @param base {@code BTC}
 * @param quote {@code USDT}
 * @param term {@code PERP}, the day of expiry as {@code 250328}, or empty for spot
 * @param venue {@code okx}
 */
record InstrumentParts(String base, String quote, String term, String venue) {

  static final String PERPETUAL = "PERP";

  /** Empty where the name is none. */
  static Optional<InstrumentParts> of(String instrument) {
    if (!Instruments.isWellFormed(instrument)) {
      return Optional.empty();
    }
    int at = instrument.indexOf('@');
    String[] parts = instrument.substring(0, at).split("-", -1);
    return Optional.of(
        new InstrumentParts(
            parts[0], parts[1], parts.length > 2 ? parts[2] : "", instrument.substring(at + 1)));
  }

  /** The name's parts, if it is of this venue. */
  static Optional<InstrumentParts> of(String instrument, String venue) {
    return of(instrument).filter(parts -> parts.venue.equals(venue));
  }

  boolean isSpot() {
    return term.isEmpty();
  }

  boolean isPerpetual() {
    return term.equals(PERPETUAL);
  }
}
