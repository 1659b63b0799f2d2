package io.tidemark.core.risk;

import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the risk gate makes of one event.
 *
 * @param decision what became of the score; each scored event counts once: {@code scored = emitted
 *     + unchanged + withheld}
 * @param withheldBy the first rule that blocked the proposal or, with {@code revoked}, the standing
 *     signal
 * @param signal to be written
 * @param revoked whether that signal is the HOLD that takes back a standing BUY or SELL; it is not
 *     counted as emitted
 * @param alerts to be written, in the order of the rules
 */
public record RiskOutcome(
    Decision decision,
    @Nullable RiskRule withheldBy,
    @Nullable Signal signal,
    boolean revoked,
    List<RiskAlert> alerts) {

  /** What became of a score. */
  public enum Decision {
    /** There was none. */
    NONE,
    /** It passed and is written. */
    EMITTED,
    /** It passed and says what the last signal says. */
    UNCHANGED,
    /** A rule blocked it. */
    WITHHELD
  }
}
