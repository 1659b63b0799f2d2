package io.tidemark.collector.poll;

import java.time.Duration;
import java.util.Set;

/** What can be polled, with where it is and how often it is asked unless told otherwise. */
enum PollKind {
  /** The Crypto Fear and Greed index of alternative.me, a value a day. */
  FEAR_GREED(
      "https://api.alternative.me",
      Duration.ofHours(1),
      Duration.ofMinutes(10),
      Duration.ofDays(30),
      Set.of(PollKey.ENDPOINT)),
  /** What happened on a chain, of Coin Metrics, a row a day. */
  ON_CHAIN(
      "https://community-api.coinmetrics.io",
      Duration.ofHours(1),
      Duration.ofMinutes(10),
      Duration.ofDays(30),
      Set.of(PollKey.ENDPOINT, PollKey.ASSETS, PollKey.KEY)),
  /** What went to exchanges and from them, of Coin Metrics, a row a day. */
  EXCHANGE_FLOWS(
      "https://community-api.coinmetrics.io",
      Duration.ofHours(1),
      Duration.ofMinutes(10),
      Duration.ofDays(30),
      Set.of(PollKey.ENDPOINT, PollKey.ASSETS, PollKey.KEY)),
  /** Series of the economy, of FRED; needs a key. */
  MACRO(
      "https://api.stlouisfed.org",
      Duration.ofHours(1),
      Duration.ofMinutes(10),
      Duration.ofDays(100),
      Set.of(PollKey.ENDPOINT, PollKey.SERIES, PollKey.KEY)),
  /** Deribit's volatility index, a value an hour. */
  IMPLIED_VOLATILITY(
      "https://www.deribit.com",
      Duration.ofMinutes(5),
      Duration.ofMinutes(1),
      Duration.ofDays(2),
      Set.of(PollKey.ENDPOINT, PollKey.ASSETS)),
  /** Texts: RSS, Atom or JSON Feed. */
  FEED(
      "",
      Duration.ofMinutes(5),
      Duration.ofMinutes(1),
      Duration.ofDays(1),
      Set.of(PollKey.URL, PollKey.CATEGORY, PollKey.INSTRUMENT));

  /** The shortest interval of any. */
  static final Duration SHORTEST = Duration.ofMinutes(1);

  private final String endpoint;
  private final Duration interval;
  private final Duration shortest;
  private final Duration history;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<PollKey> keys;

  PollKind(
      String endpoint, Duration interval, Duration shortest, Duration history, Set<PollKey> keys) {
    this.endpoint = endpoint;
    this.interval = interval;
    this.shortest = shortest;
    this.history = history;
    this.keys = keys;
  }

  /** Where it is, without a path; empty where the address is given as a whole. */
  String endpoint() {
    return endpoint;
  }

  Duration interval() {
    return interval;
  }

  /** The shortest interval that its source bears. */
  Duration shortest() {
    return shortest;
  }

  Duration history() {
    return history;
  }

  /** Whether a poll of this kind has such a property. */
  boolean takes(PollKey key) {
    return key == PollKey.KIND
        || key == PollKey.INTERVAL
        || key == PollKey.HISTORY
        || keys.contains(key);
  }
}
