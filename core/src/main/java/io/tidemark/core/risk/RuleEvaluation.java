package io.tidemark.core.risk;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All rules asked about one context: what blocks the proposal, what blocks the standing signal, and
 * which alerts begin or end. Lives inside one step.
 */
final class RuleEvaluation {

  private final RiskContext context;
  private final Action proposal;
  private final Action standing;
  private @Nullable Rule againstProposal;
  private @Nullable Rule againstStanding;
  private List<RiskAlert> alerts = List.of();

  private RuleEvaluation(RiskContext context, Action proposal, Action standing) {
    this.context = context;
    this.proposal = proposal;
    this.standing = standing;
  }

  /**
   * Asks every rule, also after one has blocked: alerts are about each of them.
   *
   * @param proposal what the score proposes; HOLD where it proposes no position or there is none
   * @param standing BUY or SELL where one stands, else HOLD
   */
  static RuleEvaluation of(
      List<Rule> rules, RiskContext context, Action proposal, Action standing) {
    RuleEvaluation evaluation = new RuleEvaluation(context, proposal, standing);
    for (Rule rule : rules) {
      switch (rule.scope()) {
        case SYSTEM -> evaluation.ask(rule, true);
        case SCORE -> {
          if (context.now().scored()) {
            evaluation.ask(rule, true);
          }
        }
        case MARKET -> evaluation.ask(rule, proposal != Action.HOLD);
        case DIRECTION -> evaluation.askBothDirections(rule);
      }
    }
    return evaluation;
  }

  /** The first rule that blocks the proposal. */
  @Nullable Rule againstProposal() {
    return againstProposal;
  }

  /** The first rule that blocks the BUY or SELL that stands. */
  @Nullable Rule againstStanding() {
    return againstStanding;
  }

  /** What to write, in the order of the rules. */
  List<RiskAlert> alerts() {
    return alerts;
  }

  private void ask(Rule rule, boolean concernsProposal) {
    Outcome outcome = rule.evaluate(context, proposal);
    if (outcome.blocks()) {
      note(rule, concernsProposal, standing != Action.HOLD);
    }
    OpenAlert open = context.state().alerts.get(rule.name());
    if (open != null) {
      goOn(rule, open, outcome);
    } else if (outcome.blocks()) {
      open(rule, outcome, Action.HOLD);
    }
  }

  private void askBothDirections(Rule rule) {
    OpenAlert open = context.state().alerts.get(rule.name());
    if (open != null) {
      goOn(rule, open, rule.evaluate(context, open.direction));
    }
    askDirection(rule, proposal, true);
    askDirection(rule, standing, false);
  }

  private void askDirection(Rule rule, Action direction, boolean proposed) {
    if (direction == Action.HOLD) {
      return;
    }
    Outcome outcome = rule.evaluate(context, direction);
    if (outcome.blocks()) {
      note(rule, proposed, !proposed);
      if (!context.state().alerts.containsKey(rule.name())) {
        open(rule, outcome, direction);
      }
    }
  }

  private void note(Rule rule, boolean concernsProposal, boolean concernsStanding) {
    if (concernsProposal && againstProposal == null) {
      againstProposal = rule;
    }
    if (concernsStanding && againstStanding == null) {
      againstStanding = rule;
    }
  }

  private void open(Rule rule, Outcome outcome, Action direction) {
    OpenAlert alert =
        new OpenAlert(direction, context.now().logOffset(), time(), context.now().moment(), 0);
    context.state().alerts.put(rule.name(), alert);
    double observed = outcome == Outcome.MISSING ? Double.NaN : rule.observed(context);
    write(rule, alert, AlertPhase.OPENED, observed, rule.why(context, direction));
  }

  private void goOn(Rule rule, OpenAlert alert, Outcome outcome) {
    if (outcome.blocks()) {
      alert.repeats++;
      return;
    }
    context.state().alerts.remove(rule.name());
    // a first event that is a command may have been ahead of all that follows
    long blocked = Math.max(0, context.now().moment() - alert.moment);
    String detail =
        rule.name().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + " no longer blocks, it did for "
            + ReasonFormat.duration(blocked);
    write(rule, alert, AlertPhase.CLOSED, rule.observed(context), detail);
  }

  /** An order holds from its place in the log on, however long ago it was given. */
  private long time() {
    boolean ordered = context.now().command() != ControlCommand.NONE;
    return ordered ? context.now().moment() : context.now().eventTime();
  }

  private void write(Rule rule, OpenAlert alert, AlertPhase phase, double observed, String detail) {
    if (alerts.isEmpty()) {
      alerts = new ArrayList<>(2);
    }
    String instrument = context.now().instrument();
    alerts.add(
        new RiskAlert(
            new AlertOccurrence(
                alert.id(instrument, rule.name()),
                phase,
                instrument,
                alert.openedAt,
                time(),
                alert.repeats),
            rule.name(),
            observed,
            rule.limit(context),
            detail));
  }
}
