package io.tidemark.client.status;

import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.ContextInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A status on one screen: the verdict first, then what it rests on, then what to do. */
public final class StatusText {

  private final InstrumentStatus status;
  private final List<String> lines = new ArrayList<>();

  private StatusText(InstrumentStatus status) {
    this.status = status;
  }

  /**
   * The lines.
   *
   * @param target what a command has to be told to reach this deployment; begins with a space, or
   *     is empty
   */
  public static List<String> of(InstrumentStatus status, String target) {
    StatusText text = new StatusText(status);
    text.head();
    text.signal();
    text.blocks();
    text.missing();
    text.refusals();
    text.models();
    text.log();
    text.lines.add("");
    text.lines.add("what to do");
    Advice.on(status, target).forEach(line -> text.lines.add("  " + line));
    return text.lines.stream().map(PrintableText::of).toList();
  }

  private void head() {
    long market = status.at().market();
    lines.add(
        status.name()
            + "   "
            + (status.at().told()
                ? "market time " + RecordText.time(market) + " UTC"
                : "no market time: the log is empty"));
    lines.add(headline());
    lines.add("");
  }

  private String headline() {
    InstrumentStatus.Verdict verdict = status.verdict();
    Signal signal = status.signal();
    if (verdict == InstrumentStatus.Verdict.WITHHELD) {
      return status.alerts().risk().stream()
          .map(alert -> alert.rule().name())
          .collect(Collectors.joining(", ", "WITHHELD by ", ""));
    }
    return verdict == InstrumentStatus.Verdict.STANDS && signal != null
        ? verdict.words() + ": " + signal.action()
        : verdict.words();
  }

  private void signal() {
    Signal signal = status.signal();
    if (signal == null) {
      row("signal", "none");
      return;
    }
    long until = signal.recommendation().validUntil();
    row("signal", RecordText.decision(signal));
    row(
        "",
        "of %s, %s; %s %s"
            .formatted(
                RecordText.time(signal.eventTime()),
                ago(signal.eventTime()),
                until < status.at().market() ? "expired at" : "valid until",
                RecordText.time(until)));
  }

  private void blocks() {
    for (RiskAlert alert : status.alerts().risk()) {
      String since = since(alert.occurrence().openedAt());
      row("blocked", "%s %s: %s%s".formatted(alert.rule(), since, alert.detail(), left(alert)));
    }
    for (DriftAlert alert : status.alerts().drift()) {
      row(
          "drift",
          "%s %s %s: %s"
              .formatted(
                  alert.model().id() + "/" + alert.model().version(),
                  alert.status(),
                  since(alert.occurrence().openedAt()),
                  alert.detail()));
    }
    for (ModelAlert alert : status.alerts().model()) {
      row(
          "refused",
          "%s of %s %s: %s"
              .formatted(
                  alert.action(),
                  alert.model().name(),
                  since(alert.occurrence().openedAt()),
                  alert.detail()));
    }
    if (status.alerts().risk().isEmpty() && status.alerts().drift().isEmpty()) {
      row("blocked", "no" + (status.alerts().whole() ? "" : ", as far as the newest alerts tell"));
    }
    Control command = status.log().command();
    if (command != null) {
      row(
          "command",
          "%s at %s, by %s%s"
              .formatted(
                  command.command(),
                  RecordText.time(command.eventTime()),
                  command.by(),
                  command.why().isBlank() ? "" : ": " + command.why()));
    }
  }

  /** An alert tells what was missing when it opened; bars have closed since. */
  private String left(RiskAlert alert) {
    if (alert.rule() != RiskRule.WARM_UP) {
      return "";
    }
    long bars = status.warmUpLeft(alert);
    return bars < 0 ? " (when it began)" : "; about %,d are left".formatted(bars);
  }

  private void missing() {
    LogEvidence log = status.log();
    if (log.records() == 0) {
      return;
    }
    LogEvent price = log.price();
    if (price == null) {
      row("missing", "no price among its newest %,d records%s".formatted(log.records(), reach()));
    }
    for (ContextInput input : status.instrument().inputs()) {
      if (log.input(input) == null) {
        row(
            "unseen",
            "no %s among its newest %,d records%s"
                .formatted(
                    input.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    log.records(),
                    reach()));
      }
    }
    if (log.trades() > 0) {
      row(
          "late",
          "%.1f %% of %,d trades came more than %d s behind the log's clock"
              .formatted(100 * log.lateShare(), log.trades(), LogEvidence.LATE_MICROS / 1_000_000));
    }
  }

  private String reach() {
    LogEvent first = status.log().first();
    return first == null ? "" : ", which reach back to " + RecordText.time(first.availableAt());
  }

  private void refusals() {
    Refusals refusals = status.refusals();
    if (refusals.count() == 0) {
      return;
    }
    row(
        "refused",
        "%,d of the newest %,d dead letters are about it: %s"
            .formatted(
                refusals.count(),
                refusals.looked(),
                refusals.reasons().entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(", "))));
    row("", refusals.newestLine());
  }

  private void models() {
    Models models = status.models();
    ModelUpdate serving = models.serving();
    ModelUpdate shadow = models.shadow();
    String signed = models.signed().isEmpty() ? "no signal names one yet" : models.signed();
    row(
        "model",
        signed
            + "; asked for: "
            + (serving == null ? "the job's own" : words(serving))
            + (shadow == null ? "" : "; beside it " + words(shadow)));
  }

  private static String words(ModelUpdate update) {
    return "%s (%s, by %s)"
        .formatted(update.model().name(), RecordText.time(update.eventTime()), update.by());
  }

  private void log() {
    LogEvent last = status.log().last();
    if (last == null) {
      row("log", "none of its records was found");
      return;
    }
    row(
        "log",
        "newest %s of %s, %s; written %s by the wall%s"
            .formatted(
                last.fact().kind(),
                RecordText.time(last.availableAt()),
                ago(last.availableAt()),
                before(status.at().wall() - last.appendedAt()),
                status.still() ? ": NOTHING COMES" : ""));
    LogEvent price = status.log().price();
    if (price != null) {
      row(
          "",
          "newest price a %s of %s, %s"
              .formatted(
                  price.fact().kind(),
                  RecordText.time(price.availableAt()),
                  ago(price.availableAt())));
    }
  }

  private void row(String label, String words) {
    lines.add("%-9s %s".formatted(label, words));
  }

  private String since(long micros) {
    return "since %s (%s)".formatted(RecordText.time(micros), span(status.at().market() - micros));
  }

  private String ago(long micros) {
    return before(status.at().market() - micros);
  }

  private static String before(long micros) {
    return span(micros) + " ago";
  }

  /** A duration as people say it, in two units at most. */
  static String span(long micros) {
    long seconds = Math.max(0, micros) / 1_000_000;
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48
        ? "%d h %d min".formatted(hours, minutes % 60)
        : "%d d %d h".formatted(hours / 24, hours % 24);
  }
}
