package io.tidemark.core.fact;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the first violation of a fact under construction. */
final class Check {

  /** No price or quantity of any coin: below it sums, products and squares stay finite. */
  private static final double TOO_LARGE = 1e50;

  private @Nullable RejectReason reason;
  private String detail = "";

  Check finite(String field, double value) {
    if (!Double.isFinite(value)) {
      fail(RejectReason.NOT_A_NUMBER, field + " is " + value + ", it must be a finite number");
    }
    return this;
  }

  Check positive(String field, double value) {
    finite(field, value);
    if (value <= 0) {
      fail(RejectReason.NON_POSITIVE, field + " is " + value + ", it must be above 0");
    }
    return notTooLarge(field, value);
  }

  Check notNegative(String field, double value) {
    finite(field, value);
    if (value < 0) {
      fail(RejectReason.OUT_OF_RANGE, field + " is " + value + ", it must not be below 0");
    }
    return notTooLarge(field, value);
  }

  private Check notTooLarge(String field, double value) {
    return that(
        value < TOO_LARGE,
        RejectReason.OUT_OF_RANGE,
        () -> field + " is " + value + ", it must be below " + TOO_LARGE);
  }

  Check within(String field, double value, double low, double high) {
    finite(field, value);
    if (value < low || value > high) {
      fail(
          RejectReason.OUT_OF_RANGE,
          field + " is " + value + ", it must be within " + low + " and " + high);
    }
    return this;
  }

  Check that(boolean holds, RejectReason otherwise, String sentence) {
    if (!holds) {
      fail(otherwise, sentence);
    }
    return this;
  }

  /** The same, with a sentence that is put together only where it is needed. */
  Check that(boolean holds, RejectReason otherwise, Supplier<String> sentence) {
    if (!holds) {
      fail(otherwise, sentence.get());
    }
    return this;
  }

  /** What {@link #positive} asks for. */
  static boolean isPositive(double value) {
    return value > 0 && value < TOO_LARGE;
  }

  Check instrument(String name) {
    return that(
        Instruments.isWellFormed(name),
        RejectReason.UNKNOWN_INSTRUMENT,
        () -> "instrument is '" + name + "', it must look like BTC-USDT@binance");
  }

  Check instrumentOrAll(String name) {
    return Instruments.ALL.equals(name) ? this : instrument(name);
  }

  /** The value if nothing failed, else the first failure. */
  <T> Parsed<T> orElseReject(T value) {
    return reason == null ? Parsed.valid(value) : Parsed.rejected(reason, detail);
  }

  private void fail(RejectReason because, String sentence) {
    if (reason == null) {
      reason = because;
      detail = sentence;
    }
  }
}
