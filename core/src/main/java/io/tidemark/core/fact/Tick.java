package io.tidemark.core.fact;

/**
 * Nothing but the passing of time: lets bars close and silence be noticed.
 *
 * @param instrument the instrument whose clock moves, or {@link Instruments#ALL}
 * @param eventTime the time it is, µs since the epoch
 */
public record Tick(String instrument, long eventTime) implements Fact {

  /** Validates. */
  public static Parsed<Tick> of(String instrument, long eventTime) {
    return new Check().instrumentOrAll(instrument).orElseReject(new Tick(instrument, eventTime));
  }

  @Override
  public long availableAt() {
    return eventTime;
  }

  @Override
  public EventKind kind() {
    return EventKind.TICK;
  }
}
