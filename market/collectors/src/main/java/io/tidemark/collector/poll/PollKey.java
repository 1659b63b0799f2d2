package io.tidemark.collector.poll;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The properties of a poll, {@code collect.polls.NAME.PROPERTY}. */
enum PollKey {
  KIND,
  INTERVAL,
  HISTORY,
  ENDPOINT,
  ASSETS,
  SERIES,
  KEY,
  URL,
  CATEGORY,
  INSTRUMENT;

  /** The key that is written so. */
  static Optional<PollKey> named(String label) {
    return Arrays.stream(values()).filter(key -> key.label().equals(label)).findFirst();
  }

  /** As it is written. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
