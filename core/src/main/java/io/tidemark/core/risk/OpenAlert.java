package io.tidemark.core.risk;

import io.tidemark.core.score.StableId;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;

/** An alert that has begun and not ended: part of {@link RiskState}. */
final class OpenAlert {

  /** What it blocked when it opened; HOLD where the rule has no direction. */
  final Action direction;

  /** Log offset of the event that opened it. */
  final long offset;

  /** Event time of that event, of an order when it began to hold, µs. */
  final long openedAt;

  /** When that was, µs: durations are told by it, for event times may go back. */
  final long moment;

  /** Later events at which it still blocked. */
  long repeats;

  OpenAlert(Action direction, long offset, long openedAt, long moment, long repeats) {
    this.direction = direction;
    this.offset = offset;
    this.openedAt = openedAt;
    this.moment = moment;
    this.repeats = repeats;
  }

  /** The same when it opens and when it closes, on every replay. */
  String id(String instrument, RiskRule rule) {
    return StableId.of("risk-alert", instrument, rule.name(), Long.toString(offset));
  }
}
