package io.tidemark.core.signal;

import java.util.List;

/**
 * Why a proposal is withheld or made smaller, in the order in which the rules are asked. The table
 * in {@code docs/reference/risk-rules.md} is generated from this file.
 */
public enum RiskRule {
  KILL_SWITCH("A person has sent `KILL`; blocks every proposal, HOLD included.", "1 against 0"),
  STALE_DATA(
      "The newest price arrived later after its exchange time than the limit; blocks every"
          + " proposal, HOLD included.",
      "seconds",
      "stale-after"),
  FEED_SILENCE(
      "No price has become available for longer than the limit, or there was none yet; where"
          + " `inputs` names `book`, the same of the order book. Blocks every proposal, HOLD"
          + " included.",
      "seconds",
      "silence-after",
      "book-max-age"),
  STALE_VALUES(
      "The feed goes on and says nothing new: bars close at the same price, or without volume, for"
          + " more bars than the limit, or, where `inputs` names `book`, the best prices and sizes"
          + " stand for longer than the limit. The limits are the options, or less, if the model's"
          + " manifest tells how long its feeds stood in training. Blocks every proposal, HOLD"
          + " included.",
      "bars; of the order book seconds",
      "unchanged-closes",
      "bars-without-volume",
      "book-unmoved",
      "stale-values-margin"),
  LATE_SHARE(
      "Of the latest trades a larger share than the limit came after their bar had closed, so that"
          + " bars lack them; blocks every proposal, HOLD included.",
      "share of the trades, 0 to 1",
      "late-share"),
  OTHER_INSTRUMENT(
      "The model was not made for the instrument: its manifest names those that it may serve, and"
          + " this is none of them. Blocks every proposal, HOLD included. Where the option says"
          + " `mark`, the limit is 1: nothing is blocked, and every signal has the verdict.",
      "1 for another instrument, against 0",
      "other-instruments"),
  DRIFT_PAUSE(
      "The drift gate has paused the model; blocks every proposal, HOLD included.",
      "Kolmogorov-Smirnov distance, 0 to 1"),
  WARM_UP(
      "Closed bars are missing before the features are known; blocks every proposal, HOLD"
          + " included.",
      "bars that are missing, against 0"),
  NON_FINITE_SCORE(
      "The model's answer is not a number from 0 to 1, or it gave none; blocks every score. Where a"
          + " strategy decides, a model that gave no answer has abstained, which blocks nothing.",
      "the answer, against 1"),
  FUNDING_EXTREME(
      "The proposed side would pay a funding rate above the limit; blocks that side. Where `inputs`"
          + " names `funding`, a rate that is missing or too old blocks as well.",
      "fraction per interval",
      "funding-extreme",
      "funding-max-age"),
  VOLATILITY_BREAKER(
      "The realised volatility of the last 24 bars is above the limit, or not known; where the"
          + " option says `predicted`, the volatility that the strategy's model predicts. Blocks BUY"
          + " and SELL.",
      "annualised fraction, 1 is 100 %",
      "volatility-limit",
      "volatility-by"),
  FEAR_GREED_EXTREME(
      "The Fear and Greed index is above the limit; blocks BUY. Where `inputs` names `fear-greed`,"
          + " an index that is missing or too old blocks as well.",
      "index, 0 to 100",
      "fear-greed-limit",
      "fear-greed-max-age"),
  POSITION_CAP(
      "Reduces the size of a BUY or SELL to what is allowed; never blocks. The observed value is"
          + " the size that the strength asks for.",
      "fraction of the portfolio",
      "position-cap",
      "atr-target"),
  SIGNAL_RATE(
      "The action would change to BUY or SELL more often than the limit within an hour; blocks that"
          + " change.",
      "changes within an hour, this one included",
      "max-signals-per-hour");

  private final String meaning;
  private final String unit;

  /** Separated by spaces: the fields of an enum are immutable. */
  private final String limits;

  RiskRule(String meaning, String unit, String... limits) {
    this.meaning = meaning;
    this.unit = unit;
    this.limits = String.join(" ", limits);
  }

  /** When it blocks, and what; one or two sentences of Markdown. */
  public String meaning() {
    return meaning;
  }

  /** Its place in the order in which the rules are asked, from 1; for display alone. */
  @SuppressWarnings("EnumOrdinal") // never written into state or a record
  public int place() {
    return ordinal() + 1;
  }

  /** The unit of a verdict's observed value and limit. */
  public String unit() {
    return unit;
  }

  /** Its limits, as the options call them behind {@code risk.}; empty where it has none. */
  public List<String> limits() {
    return limits.isEmpty() ? List.of() : List.of(limits.split(" "));
  }
}
