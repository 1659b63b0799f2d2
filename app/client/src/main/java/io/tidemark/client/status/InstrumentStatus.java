package io.tidemark.client.status;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.InstrumentConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one instrument stands, as the topics tell it.
 *
 * @param instrument what is known of it beforehand
 * @param at when this was looked at
 * @param signal the newest; null if none was found
 * @param alerts that are open
 * @param models which serve
 * @param log what its newest records tell
 * @param refusals its dead letters
 */
public record InstrumentStatus(
    InstrumentConfig instrument,
    Moment at,
    @Nullable Signal signal,
    Alerts alerts,
    Models models,
    LogEvidence log,
    Refusals refusals) {

  /** Records of the log that are older than this by the wall are no longer being written. */
  static final long STILL_MICROS = 300_000_000L;

  /** An instrument so far behind the market gets no records while others do. */
  static final long BEHIND_MICROS = 60_000_000L;

  /**
   * The alerts that are open, the oldest first.
   *
   * @param risk a rule blocks
   * @param drift the model is warned of, or paused
   * @param model an update could not be followed
   * @param whole whether every alert of the topics was looked at, and not only the newest
   */
  record Alerts(
      List<RiskAlert> risk, List<DriftAlert> drift, List<ModelAlert> model, boolean whole) {}

  /** In one word how it stands; the first that is true. */
  enum Verdict {
    NOTHING_READ("NOTHING IS READ: the log has no record at all"),
    NO_RECORD("NO RECORD of this instrument among the newest of its log"),
    WITHHELD("WITHHELD"),
    NO_SIGNAL("NO SIGNAL YET, and no rule blocks"),
    EXPIRED("THE LAST SIGNAL HAS EXPIRED, and no rule blocks"),
    STANDS("A SIGNAL STANDS");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** In one word. */
  Verdict verdict() {
    Signal newest = signal;
    if (log.records() == 0) {
      return at.told() ? Verdict.NO_RECORD : Verdict.NOTHING_READ;
    }
    if (!alerts.risk().isEmpty()) {
      return Verdict.WITHHELD;
    }
    if (newest == null) {
      return Verdict.NO_SIGNAL;
    }
    return newest.recommendation().validUntil() < at.market() ? Verdict.EXPIRED : Verdict.STANDS;
  }

  String name() {
    return instrument.instrument();
  }

  /** Whether nothing was written for it lately, by the wall. */
  boolean still() {
    LogEvent last = log.last();
    return last != null && at.wall() - last.appendedAt() > STILL_MICROS;
  }

  /**
   * About how many bars are still missing if each one since the alert opened has closed; -1 if that
   * cannot be told.
   */
  long warmUpLeft(RiskAlert warmUp) {
    long length = models.barLength();
    if (length <= 0 || !Double.isFinite(warmUp.observed())) {
      return -1;
    }
    long passed = (at.market() - warmUp.occurrence().openedAt()) / length;
    return Math.max(0, (long) warmUp.observed() - passed);
  }

  /** Whether others are ahead of it. */
  boolean behind() {
    return log.records() > 0 && at.market() - BEHIND_MICROS > log.clock();
  }
}
