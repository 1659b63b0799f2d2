package io.tidemark.collector.venue;

import java.util.Optional;

/** What kind of instrument a name is of. */
public enum InstrumentKind {
  SPOT,
  PERPETUAL,
  DATED;

  /** By the name's end; empty where the name is none. */
  public static Optional<InstrumentKind> of(String instrument) {
    return InstrumentParts.of(instrument)
        .map(
            parts -> {
              if (parts.isSpot()) {
                return SPOT;
              }
              return parts.term().endsWith(InstrumentParts.PERPETUAL) ? PERPETUAL : DATED;
            });
  }

  boolean isSpot() {
    return this == SPOT;
  }
}
