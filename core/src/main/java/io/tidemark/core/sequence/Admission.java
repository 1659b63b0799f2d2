package io.tidemark.core.sequence;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides into which instruments' logs a fact goes, if into any. */
public final class Admission {

  private final List<String> instruments;

  /** By instrument, its own log first and then those that want its candles. */
  private final Map<String, List<String>> logs;

  private final long maxAhead;

  /**
   * Admits to the logs of some instruments, none of which refers to another.
   *
   * @param instruments the configured ones
   * @param maxAhead how far a fact may be ahead of its arrival, µs
   */
  public Admission(List<String> instruments, long maxAhead) {
    this(instruments, Map.of(), maxAhead);
  }

  /**
   * Admits to the logs of some instruments.
   *
   * @param instruments the configured ones
   * @param references by instrument, whose candles go into its log, too
   * @param maxAhead how far a fact may be ahead of its arrival, µs
   */
  public Admission(List<String> instruments, Map<String, List<String>> references, long maxAhead) {
    this.instruments = List.copyOf(instruments);
    this.maxAhead = maxAhead;
    this.logs = new HashMap<>();
    for (String instrument : instruments) {
      List<String> own = new ArrayList<>(List.of(instrument));
      instruments.stream()
          .filter(other -> !other.equals(instrument))
          .filter(other -> references.getOrDefault(other, List.of()).contains(instrument))
          .forEach(own::add);
      logs.put(instrument, List.copyOf(own));
    }
  }

  /**
   * The logs that {@code fact} goes into: its instrument's, and for a candle those that refer to
   * it; or every configured one's.
   *
   * @param arrivedAt the record's Kafka time, µs since the epoch
   */
  public Parsed<List<String>> admit(Fact fact, long arrivedAt) {
    long ahead = fact.availableAt() - arrivedAt;
    if (ahead > maxAhead) {
      return Parsed.rejected(
          RejectReason.IN_FUTURE,
          "it claims to be known "
              + Ahead.words(ahead, maxAhead, "after its arrival")
              + ": check the producer's clock and unit");
    }
    if (fact.instrument().equals(Instruments.ALL)) {
      return Parsed.valid(instruments);
    }
    List<String> wanting = logs.get(fact.instrument());
    if (wanting == null) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_INSTRUMENT,
          fact.instrument() + " is not among the configured instruments");
    }
    return Parsed.valid(fact instanceof Candle ? wanting : wanting.subList(0, 1));
  }
}
