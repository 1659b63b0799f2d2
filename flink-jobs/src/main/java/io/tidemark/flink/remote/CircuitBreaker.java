package io.tidemark.flink.remote;

import java.util.function.LongSupplier;

/**
 * Keeps a server that fails from being asked. Closed, questions go through. So many failures in a
 * row open it: nothing is asked for a while. Then one who asks is given the proof to make (half
 * open), which closes it or opens it for as long again. Safe for several threads.
 */
final class CircuitBreaker {

  /** What it lets through. */
  enum State {
    /** Questions. */
    CLOSED,
    /** Nothing. */
    OPEN,
    /** Nothing, while the proof is under way. */
    HALF_OPEN
  }

  private final int mostFailures;
  private final long restNanos;
  private final LongSupplier nanos;

  private State state = State.OPEN;
  private int failures;
  private long openedAt;

  /**
   * Open, and a proof is due at once: what was never proved is not asked.
   *
   * @param mostFailures in a row, with which it opens
   * @param restNanos for how long nothing is asked then, ns
   * @param nanos a clock that only runs forward, ns
   */
  CircuitBreaker(int mostFailures, long restNanos, LongSupplier nanos) {
    this.mostFailures = mostFailures;
    this.restNanos = restNanos;
    this.nanos = nanos;
    this.openedAt = nanos.getAsLong() - restNanos;
  }

  synchronized State state() {
    return state;
  }

  /** Whether it is the caller's to make the proof; nobody else is told so until it was made. */
  synchronized boolean takeProof() {
    if (state != State.OPEN || nanos.getAsLong() - openedAt < restNanos) {
      return false;
    }
    state = State.HALF_OPEN;
    return true;
  }

  /** The proof was made. */
  synchronized void proved(boolean held) {
    if (held) {
      state = State.CLOSED;
      failures = 0;
    } else {
      open();
    }
  }

  /** A question was answered, or not. One that was asked before it opened changes nothing. */
  synchronized void asked(boolean answered) {
    if (state != State.CLOSED) {
      return;
    }
    failures = answered ? 0 : failures + 1;
    if (failures >= mostFailures) {
      open();
    }
  }

  private void open() {
    state = State.OPEN;
    openedAt = nanos.getAsLong();
  }
}
