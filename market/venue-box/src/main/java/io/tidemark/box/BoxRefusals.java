package io.tidemark.box;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a venue in the box refuses or never answers, and how soon it is asked again after
 * a refusal. For several threads.
 */
public final class BoxRefusals {

  /** What a refusal says: for so long no request is wanted. */
  public static final Duration PAUSE = Duration.ofSeconds(20);

  private final InstantSource clock;

  private int refusals;
  private int hangs;
  private int hung;
  private boolean says = true;

  /** When it last refused; null if it was asked since. */
  private @Nullable Instant refusedAt;

  private @Nullable Duration soonest;

  BoxRefusals(InstantSource clock) {
    this.clock = clock;
  }

  /** So many of the next requests are refused. */
  synchronized void refuse(int requests) {
    refusals = requests;
  }

  /** Whether refusals say for how long: with {@link #PAUSE}, as at first, or not at all. */
  public synchronized void says(boolean whether) {
    says = whether;
  }

  /** So many of the next requests for past trades are never answered. */
  public synchronized void hang(int requests) {
    hangs = requests;
  }

  /** How many requests were never answered. */
  public synchronized int hung() {
    return hung;
  }

  /**
   * The shortest time, of the venue's clock, from a refusal to the next request; empty if none
   * came.
   */
  public synchronized Optional<Duration> soonest() {
    return Optional.ofNullable(soonest);
  }

  /** A request comes. Returns whether it is refused. */
  synchronized boolean refuses() {
    Instant now = clock.instant();
    if (refusedAt != null) {
      Duration since = Duration.between(refusedAt, now);
      soonest = soonest == null || since.compareTo(soonest) < 0 ? since : soonest;
      refusedAt = null;
    }
    if (refusals == 0) {
      return false;
    }
    refusals--;
    refusedAt = now;
    return true;
  }

  /** What a refusal says in {@code Retry-After}, s; empty if nothing. */
  synchronized Optional<String> retryAfter() {
    return says ? Optional.of(Long.toString(PAUSE.toSeconds())) : Optional.empty();
  }

  /** A request for past trades comes. Returns whether it is never answered. */
  synchronized boolean hangs() {
    if (hangs == 0) {
      return false;
    }
    hangs--;
    hung++;
    return true;
  }
}
