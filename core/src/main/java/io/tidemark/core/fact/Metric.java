package io.tidemark.core.fact;

/**
 * A named value that is observed at one time and becomes known at another: on-chain, macro, fear
 * and greed.
 *
 * @param instrument the instrument it speaks of, or {@link Instruments#ALL}
 * @param eventTime what time the value describes, µs since the epoch
 * @param availableAt when it was published, µs since the epoch
 * @param name such as {@link #FEAR_GREED}
 * @param value in the metric's own unit
 */
public record Metric(String instrument, long eventTime, long availableAt, String name, double value)
    implements Fact {

  /** The Crypto Fear and Greed index, 0 (extreme fear) to 100 (extreme greed). */
  public static final String FEAR_GREED = "fear_greed";

  /** Validates; {@code availableAt} becomes the larger of publication and observation time. */
  public static Parsed<Metric> of(
      String instrument, long eventTime, long publishedAt, String name, double value) {
    Check check =
        new Check()
            .instrumentOrAll(instrument)
            .that(!name.isBlank(), RejectReason.INCONSISTENT, "the metric has no name")
            .finite("value", value);
    if (FEAR_GREED.equals(name)) {
      check.within("value", value, 0, 100);
    }
    return check.orElseReject(
        new Metric(instrument, eventTime, Math.max(eventTime, publishedAt), name, value));
  }

  @Override
  public EventKind kind() {
    return EventKind.METRIC;
  }
}
