package io.tidemark.core.decision;

import io.tidemark.core.signal.Action;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a decision, or a part of one, recommends.
 *
 * @param action what to do
 * @param size share of the size that the risk gate allows, 0 to 1; 0 for HOLD
 * @param reason why
 * @param abstention why it says nothing, which is a HOLD too; null if it speaks
 */
public record Stance(
    Action action, double size, Rationale reason, @Nullable Abstention abstention) {

  /**
   * A recommendation. One of no size is a HOLD.
   *
   * @param size 0 to 1
   * @throws IllegalArgumentException if the size is outside
   */
  public static Stance of(Action action, double size, Supplier<String> reason) {
    return of(action, size, new Rationale(reason));
  }

  private static Stance of(Action action, double size, Rationale reason) {
    if (!(size >= 0 && size <= 1)) {
      throw new IllegalArgumentException("a size is within 0 and 1, was " + size);
    }
    return action == Action.HOLD || size == 0
        ? new Stance(Action.HOLD, 0, reason, null)
        : new Stance(action, size, reason, null);
  }

  /** Heard, and no position is recommended. */
  public static Stance hold(Supplier<String> reason) {
    return new Stance(Action.HOLD, 0, new Rationale(reason), null);
  }

  /** Says nothing: it counts for no side. */
  public static Stance abstain(Abstention why, Supplier<String> reason) {
    return new Stance(Action.HOLD, 0, new Rationale(reason), why);
  }

  /** Whether it says something, be it HOLD. */
  public boolean speaks() {
    return abstention == null;
  }

  /** The same about how much the instrument moves, in place of its price. */
  public Stance ofVolatility() {
    return new Stance(action.ofVolatility(), size, reason, abstention);
  }

  /** The same with other words for why. */
  Stance because(Supplier<String> other) {
    return new Stance(action, size, new Rationale(other), abstention);
  }

  /** The same with another size, and with {@code more} behind the reason. */
  Stance resized(double newSize, Supplier<String> more) {
    return of(action, newSize, () -> reason + more.get());
  }
}
