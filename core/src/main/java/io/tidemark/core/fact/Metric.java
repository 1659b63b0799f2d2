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

  /** Of a derivative, quote per base; above 0. */
  public static final String MARK_PRICE = "mark_price";

  /** Of what a derivative follows, quote per base; above 0. */
  public static final String INDEX_PRICE = "index_price";

  /** Of a derivative, base; not below 0. */
  public static final String OPEN_INTEREST = "open_interest";

  /** Base quantity of a long position that its venue closed; above 0. */
  public static final String LIQUIDATED_LONG = "liquidated_long";

  /** Base quantity of a short position that its venue closed; above 0. */
  public static final String LIQUIDATED_SHORT = "liquidated_short";

  /**
   * Validates, the value by what its name means; {@code availableAt} becomes the larger of
   * publication and observation time.
   */
  public static Parsed<Metric> of(
      String instrument, long eventTime, long publishedAt, String name, double value) {
    Check check =
        new Check()
            .instrumentOrAll(instrument)
            .that(!name.isBlank(), RejectReason.INCONSISTENT, "the metric has no name")
            .finite("value", value);
    switch (name) {
      case FEAR_GREED -> check.within("value", value, 0, 100);
      case MARK_PRICE, INDEX_PRICE, LIQUIDATED_LONG, LIQUIDATED_SHORT ->
          check.positive(name, value);
      case OPEN_INTEREST -> check.notNegative(name, value);
      default -> {}
    }
    return check.orElseReject(
        new Metric(instrument, eventTime, Math.max(eventTime, publishedAt), name, value));
  }

  @Override
  public EventKind kind() {
    return EventKind.METRIC;
  }
}
