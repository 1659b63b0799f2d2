package io.tidemark.core.score;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The event that caused an assessment.
 *
 * @param event which one
 * @param kind of fact
 * @param appendedAt when the log took it, µs since the epoch; for latency only
 * @param order what a person told us with it, by whom and why; null if it is no order
 * @param announced a version that it is about, soon to be asked; null if it is about none
 */
public record Cause(
    EventRef event,
    EventKind kind,
    long appendedAt,
    @Nullable Control order,
    @Nullable ModelRef announced) {

  /** An event that is neither an order nor about a model. */
  public Cause(EventRef event, EventKind kind, long appendedAt) {
    this(event, kind, appendedAt, null, null);
  }

  /**
   * The event as a cause.
   *
   * @param time when it happened, µs since the epoch
   */
  static Cause of(LogEvent event, long time) {
    Fact fact = event.fact();
    return new Cause(
        new EventRef(event.instrument(), time, event.offset()),
        fact.kind(),
        event.appendedAt(),
        fact instanceof Control control ? control : null,
        fact instanceof ModelUpdate update ? update.model() : null);
  }

  /** What a person told us with the event. */
  public ControlCommand command() {
    return order == null ? ControlCommand.NONE : order.command();
  }
}
