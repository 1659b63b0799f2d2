package io.tidemark.core.risk;

import io.tidemark.core.risk.InputRequirements.Need;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/**
 * A feed has fallen silent: no price for too long, or no order book where the instrument requires
 * one. The price speaks first.
 *
 * @param silenceAfter since the newest price, µs
 * @param bookMaxAge since the newest book, µs
 */
record FeedSilence(long silenceAfter, long bookMaxAge) implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.FEED_SILENCE;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Outcome judge(Situation situation, Action direction) {
    if (noPrice(situation) || priceIsSilent(situation)) {
      return noPrice(situation) ? Outcome.MISSING : Outcome.BLOCK;
    }
    return bookIsMissing(situation) ? Outcome.MISSING : Outcome.PASS;
  }

  @Override
  public double observed(Situation situation) {
    long since =
        onlyTheBook(situation) ? situation.now().bookAt() : situation.now().priceAvailableAt();
    return since == 0 ? Double.NaN : (situation.now().clock() - since) / 1e6;
  }

  @Override
  public double limit(Situation situation) {
    return (onlyTheBook(situation) ? bookMaxAge : silenceAfter) / 1e6;
  }

  private boolean onlyTheBook(Situation situation) {
    return !noPrice(situation) && !priceIsSilent(situation) && bookIsMissing(situation);
  }

  @Override
  public String why(Situation situation, Action direction) {
    if (noPrice(situation)) {
      return "no price has been seen yet";
    }
    if (priceIsSilent(situation)) {
      return silence("price", priceAge(situation), silenceAfter);
    }
    return situation.now().bookAt() == 0
        ? "no order book has been seen yet, and this instrument requires one"
        : silence("order book", situation.now().clock() - situation.now().bookAt(), bookMaxAge);
  }

  private static boolean noPrice(Situation situation) {
    return situation.now().priceAvailableAt() == 0 || !(situation.now().price() > 0);
  }

  private static long priceAge(Situation situation) {
    return situation.now().clock() - situation.now().priceAvailableAt();
  }

  private boolean priceIsSilent(Situation situation) {
    return priceAge(situation) > silenceAfter;
  }

  private boolean bookIsMissing(Situation situation) {
    return situation.needs().book() == Need.REQUIRED
        && situation.tooOld(situation.now().bookAt(), bookMaxAge);
  }

  private static String silence(String what, long age, long limit) {
    return "no " + what + " for " + Words.duration(age) + " (limit " + Words.duration(limit) + ")";
  }
}
