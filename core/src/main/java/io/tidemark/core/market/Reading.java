package io.tidemark.core.market;

/**
 * A value and its time.
 *
 * @param value in the unit that its {@link MarketInput} names; NaN if there is none
 * @param knownAt when it could be known, µs since the epoch; 0 if it never was
 */
public record Reading(double value, long knownAt) {

  /** Nothing was ever known. */
  public static final Reading UNKNOWN = new Reading(Double.NaN, 0);

  /** This one if it says the same, else another. */
  public Reading next(double newValue, long newKnownAt) {
    return knownAt == newKnownAt && Double.compare(value, newValue) == 0
        ? this
        : new Reading(newValue, newKnownAt);
  }
}
