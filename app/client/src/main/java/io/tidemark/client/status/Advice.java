package io.tidemark.client.status;

import io.tidemark.client.status.InstrumentStatus.Verdict;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.signal.RiskRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What to do about an instrument's status: one line each, the most urgent first. */
final class Advice {

  /** From this share of late trades on the job waits too shortly. */
  private static final double MANY_LATE = 0.01;

  private final InstrumentStatus status;

  /** What a command has to be told to reach this deployment; begins with a space, or is empty. */
  private final String target;

  private final LinkedHashSet<String> lines = new LinkedHashSet<>();

  /** What only time mends; said last. */
  private final LinkedHashSet<String> waits = new LinkedHashSet<>();

  private Advice(InstrumentStatus status, String target) {
    this.status = status;
    this.target = target;
  }

  /**
   * For a status.
   *
   * @param target what a command has to be told to reach this deployment, such as {@code " --config
   *     job.yaml"}; empty for the demo
   */
  static List<String> on(InstrumentStatus status, String target) {
    Advice advice = new Advice(status, target);
    advice.log();
    advice.status.alerts().risk().forEach(advice::rule);
    advice.status.alerts().drift().forEach(advice::drift);
    if (!status.alerts().model().isEmpty()) {
      advice.command("models list", "which versions are registered, and why one was refused");
    }
    if (advice.lines.isEmpty() && advice.waits.isEmpty()) {
      advice.silence();
    }
    advice.refusals();
    if (status.log().lateShare() > MANY_LATE) {
      advice.lines.add(
          "many trades come late: look at the producer's delay, and at sequence.wait"
              + " (docs/concepts/time.md)");
    }
    advice.lines.addAll(advice.waits);
    if (advice.lines.isEmpty()) {
      advice.calm();
    }
    return new ArrayList<>(advice.lines);
  }

  private void log() {
    String name = status.name();
    LogEvent last = status.log().last();
    if (last == null) {
      lines.add(
          status.at().told()
              ? "look at the producer of " + name + ": others come, its records do not"
              : "look whether the sequence job runs, and whether the producers write");
    } else if (status.still()) {
      lines.add(
          "look whether the sequence job runs, and whether the producers write: the log stands"
              + " still");
    } else if (status.behind()) {
      lines.add("look at the producer of " + name + ": others go on, it does not");
    }
    String stranger = status.refusals().nearestStranger();
    if (status.log().price() == null && !stranger.isEmpty()) {
      lines.add(
          "records of '%s' are refused, which nobody follows: is it %s under another name?"
              .formatted(stranger, name));
    }
  }

  private void rule(RiskAlert alert) {
    RiskRule rule = alert.rule();
    switch (rule) {
      case KILL_SWITCH ->
          command("control resume " + status.name() + " --why \"...\"", "lifts the kill switch");
      case STALE_DATA, FEED_SILENCE, STALE_VALUES ->
          lines.add("look at the producer of " + status.name() + "'s prices");
      case DRIFT_PAUSE -> {
        // the drift alert says it with its id
      }
      case OTHER_INSTRUMENT ->
          lines.add(
              "take a model that was made for "
                  + status.name()
                  + "; or set risk.other-instruments");
      case WARM_UP ->
          waits.add(
              "wait: each bar that closes is one less; a replay of recorded bars would be quicker");
      case NON_FINITE_SCORE ->
          command("models rollback " + status.name(), "the version before serves again");
      case FUNDING_EXTREME, FEAR_GREED_EXTREME -> {
        if (Double.isNaN(alert.observed())) {
          lines.add("look at the producer of the input that " + rule + " misses");
        } else {
          later(rule);
        }
      }
      case LATE_SHARE ->
          lines.add("look at the clock of " + status.name() + "'s producer, and at its delay");
      case VOLATILITY_BREAKER, SIGNAL_RATE, POSITION_CAP -> later(rule);
    }
  }

  private void later(RiskRule rule) {
    waits.add("wait, or look at risk." + String.join(", risk.", rule.limits()));
  }

  private void drift(DriftAlert alert) {
    command("drift show " + alert.id(), "the evidence");
    if (alert.status() == DriftStatus.PAUSED) {
      command("drift resume " + status.name() + " --why \"...\"", "the model goes on now");
      command("drift ack " + status.name() + " --why \"...\"", "you have seen it");
    }
  }

  private void refusals() {
    if (status.refusals().count() > 0) {
      command("tail dead-letters", "its refused records, then look at their producer");
    }
  }

  /** No signal stands, and nothing that the topics tell is the cause: refused records are none. */
  private void silence() {
    if (status.verdict() == Verdict.EXPIRED || status.verdict() == Verdict.NO_SIGNAL) {
      lines.add(
          "look whether the signal job runs, and whether it keeps up with the log: the log goes on,"
              + " and no rule blocks");
    }
  }

  private void calm() {
    lines.add(
        status.verdict() == Verdict.STANDS ? "nothing" : "look at ./tidemark doctor" + target);
  }

  private void command(String words, String why) {
    lines.add("./tidemark %s%s   %s".formatted(words, target, why));
  }
}
