package io.tidemark.simulator;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.RejectReason;

/** One record that the simulated market sends; its kind names the topic that it belongs to. */
public sealed interface SimItem {

  /** When it arrives, µs since the epoch; never falls from one item to the next. */
  long at();

  /** Whose topic it goes to. */
  EventKind kind();

  /** A record as it should be. */
  record Good(Fact fact) implements SimItem {
    @Override
    public long at() {
      return fact.availableAt();
    }

    @Override
    public EventKind kind() {
      return fact.kind();
    }
  }

  /** A record that must end as a dead letter. */
  sealed interface Poison extends SimItem {

    /** Why it has to be refused. */
    RejectReason expected();

    /** What is wrong with it, in words. */
    String description();
  }

  /**
   * Well-formed on the wire, wrong in what it says.
   *
   * @param at when it arrives, µs since the epoch
   * @param fact built without validation
   */
  record BadFact(long at, Fact fact, RejectReason expected, String description) implements Poison {
    @Override
    public EventKind kind() {
      return fact.kind();
    }
  }

  /**
   * Not a record at all.
   *
   * @param at when it arrives, µs since the epoch
   * @param kind whose topic it goes to
   * @param bytes what stands in the place of a record; none for a record without a value
   */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes, nobody compares them
  record BadBytes(long at, EventKind kind, byte[] bytes, RejectReason expected, String description)
      implements Poison {}
}
