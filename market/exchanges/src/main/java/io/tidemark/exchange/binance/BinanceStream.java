package io.tidemark.exchange.binance;

import java.util.regex.Pattern;

/** What a stream's name says of its events. */
enum BinanceStream {
  /** A few best levels; their events look like changes of the whole book. */
  BEST_LEVELS("[^@]*@depth\\d+(@.*)?"),

  /** A book that holds more than the one that anybody may trade with. */
  OTHER_BOOK("[^@]*@rpiDepth(@.*)?"),

  /** Whatever the events say themselves. */
  EVENTS(".*");

  @SuppressWarnings("ImmutableEnumChecker") // a pattern is not changed
  private final Pattern form;

  BinanceStream(String form) {
    this.form = Pattern.compile(form);
  }

  /** The kind of the stream of this name. */
  static BinanceStream of(String name) {
    for (BinanceStream each : values()) {
      if (each.form.matcher(name).matches()) {
        return each;
      }
    }
    return EVENTS;
  }
}
