package io.tidemark.client;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.explain.Reason;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.NamedAnswer;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Signals, alerts and dead letters as one readable line each; what does not print is escaped, see
 * {@link PrintableText}.
 */
public final class RecordText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * How much of an id a line shows. Of a million ids two begin alike with a probability of 0.2 %,
   * and whoever is given an id that is not enough says so.
   */
  private static final int ID_DIGITS = 12;

  private RecordText() {}

  /** A time as people read it, UTC. */
  public static String time(long micros) {
    return TIME.format(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)));
  }

  /** One line; it ends with the beginning of the id, which {@code reproduce} takes. */
  public static String line(Signal signal) {
    return withoutId(signal) + id(signal.id());
  }

  /** The same with a line for each of its reasons. */
  public static String lineWithReasons(Signal signal) {
    StringBuilder text = new StringBuilder(line(signal));
    for (Reason reason : signal.basis().reasons()) {
      String why = "%+10.4f  %s = %.6g";
      text.append(System.lineSeparator())
          .append(
              PrintableText.of(
                  why.formatted(reason.contribution(), reason.feature(), reason.value())));
    }
    if (signal.basis().reasons().isEmpty()) {
      text.append(System.lineSeparator())
          .append("    no reasons: the job's signal.reasons was 0, or no score stands behind it");
    }
    return text.toString();
  }

  /** The same where the whole id stands beside it. */
  public static String withoutId(Signal signal) {
    return PrintableText.of(
        "%s  SIGNAL  %-18s %s"
            .formatted(time(signal.eventTime()), signal.instrument(), decision(signal)));
  }

  private static String id(String id) {
    return "  id " + PrintableText.of(id.substring(0, Math.min(ID_DIGITS, id.length())));
  }

  /** What a signal recommends, without its time and instrument, as it stands in the record. */
  public static String decision(Signal signal) {
    StringBuilder text = new StringBuilder("%-4s".formatted(signal.action()));
    if (signal.action() != Action.HOLD) {
      text.append(" %4.1f %% of the portfolio".formatted(100 * signal.recommendation().size()));
    }
    if (!Double.isNaN(signal.prediction().probability())) {
      text.append(
          "  p %.3f [%.3f, %.3f]  strength %2.0f"
              .formatted(
                  signal.prediction().probability(),
                  signal.prediction().low(),
                  signal.prediction().high(),
                  signal.prediction().strength()));
    }
    for (NamedAnswer answer : signal.prediction().answers()) {
      text.append("  %s %.3g".formatted(answer.name(), answer.value()));
    }
    if (!signal.prediction().answers().isEmpty() && !Double.isNaN(signal.prediction().strength())) {
      text.append("  strength %2.0f".formatted(signal.prediction().strength()));
    }
    text.append("  at %.8g".formatted(signal.recommendation().referencePrice()));
    if (signal.action() == Action.HOLD) {
      text.append("  (").append(signal.recommendation().reason()).append(')');
    }
    return text.toString();
  }

  /** One line; it ends with the beginning of the id, which {@code drift show} takes. */
  public static String line(DriftAlert alert) {
    return PrintableText.of(
            "%s  DRIFT   %-18s %s %s: %s"
                .formatted(
                    time(alert.eventTime()),
                    alert.instrument(),
                    alert.status(),
                    alert.phase().name().toLowerCase(Locale.ROOT),
                    alert.detail()))
        + id(alert.id());
  }

  /** One line. */
  public static String line(RetrainRequest request) {
    return PrintableText.of(
        "%s  RETRAIN %-18s %s %s, drifting since %s, data to %s: %s  (request %s)"
            .formatted(
                time(request.pause().eventTime()),
                request.instrument(),
                request.model().id(),
                request.model().version(),
                time(request.driftingSince()),
                time(request.dataTo()),
                request.reason(),
                request.id()));
  }

  /** One line; it ends with the beginning of the id. */
  public static String line(RiskAlert alert) {
    return PrintableText.of(
            "%s  RISK    %-18s %s %s: %s"
                .formatted(
                    time(alert.eventTime()),
                    alert.instrument(),
                    alert.rule(),
                    alert.phase().name().toLowerCase(Locale.ROOT),
                    alert.detail()))
        + id(alert.id());
  }

  /** One line; it ends with the beginning of the id. */
  public static String line(ModelAlert alert) {
    return PrintableText.of(
            "%s  MODEL   %-18s %s of %s %s, %s serves: %s"
                .formatted(
                    time(alert.eventTime()),
                    alert.instrument(),
                    alert.action(),
                    alert.model().name(),
                    alert.phase() == AlertPhase.OPENED ? "refused" : "no longer refused",
                    alert.serving().name(),
                    alert.detail()))
        + id(alert.id());
  }

  /** One line. */
  public static String line(ModelComparison comparison) {
    return PrintableText.of(
        "%s  SHADOW  %-18s %s beside %s: the same action on %d of %d, scores %.4f apart (most %.4f), %+.4f on average"
            .formatted(
                time(comparison.period().to()),
                comparison.instrument(),
                comparison.shadow().name(),
                comparison.serving().name(),
                comparison.agreements(),
                comparison.samples(),
                comparison.difference().meanDistance(),
                comparison.difference().largestDistance(),
                comparison.difference().mean()));
  }

  /** One line. */
  public static String line(DeadLetter letter) {
    return PrintableText.of(
        "%s  DEAD    %s/%d@%d %s: %s (%d bytes)"
            .formatted(
                time(letter.recordedAt()),
                letter.origin().topic(),
                letter.origin().partition(),
                letter.origin().offset(),
                letter.reason(),
                letter.detail(),
                letter.payloadLength()));
  }
}
