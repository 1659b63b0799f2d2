package io.tidemark.core.fact;

import java.util.function.Function;

/**
 * Either a valid value or the reason why there is none: bad data is a value, not an exception.
 *
 * @param <T> what was parsed
 */
public sealed interface Parsed<T> {

  /** A value that may be trusted from here on. */
  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * No value.
   *
   * @param reason the closed reason
   * @param detail one sentence for people: which field, what it was
   */
  record Rejected<T>(RejectReason reason, String detail) implements Parsed<T> {}

  static <T> Parsed<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Parsed<T> rejected(RejectReason reason, String detail) {
    return new Rejected<>(reason, detail);
  }

  /** Applies {@code next} to a valid value and hands a rejection on. */
  default <R> Parsed<R> then(Function<? super T, Parsed<R>> next) {
    if (this instanceof Valid<T> valid) {
      return next.apply(valid.value());
    }
    Rejected<T> rejected = (Rejected<T>) this;
    return rejected(rejected.reason(), rejected.detail());
  }
}
