package io.tidemark.core.sequence;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.List;
import java.util.Set;

/** Decides into which instruments' logs a fact goes, if into any. */
public final class Admission {

  private final List<String> instruments;
  private final Set<String> known;
  private final long maxAhead;

  /**
   * @param instruments the configured ones
   * @param maxAhead how far a fact may be ahead of its arrival, µs
   */
  public Admission(List<String> instruments, long maxAhead) {
    this.instruments = List.copyOf(instruments);
    this.known = Set.copyOf(instruments);
    this.maxAhead = maxAhead;
  }

  /**
   * The logs that {@code fact} goes into: its instrument's, or every configured one's.
   *
   * @param arrivedAt the record's Kafka time, µs since the epoch
   */
  public Parsed<List<String>> admit(Fact fact, long arrivedAt) {
    long ahead = fact.availableAt() - arrivedAt;
    if (ahead > maxAhead) {
      return Parsed.rejected(
          RejectReason.IN_FUTURE,
          "it claims to be known "
              + ahead / 1_000_000
              + " s after its arrival (limit "
              + maxAhead / 1_000_000
              + " s): check the producer's clock and unit");
    }
    if (fact.instrument().equals(Instruments.ALL)) {
      return Parsed.valid(instruments);
    }
    if (!known.contains(fact.instrument())) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_INSTRUMENT,
          fact.instrument() + " is not among the configured instruments");
    }
    return Parsed.valid(List.of(fact.instrument()));
  }
}
