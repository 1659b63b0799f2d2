package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

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
  public Set<MarketInput> needs() {
    return Set.of(MarketInput.PRICE, MarketInput.BOOK);
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
    MarketInput silent = onlyTheBook(situation) ? MarketInput.BOOK : MarketInput.PRICE;
    return situation.knownAt(silent) == 0 ? Double.NaN : situation.age(silent) / 1e6;
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
      return silence("price", situation.age(MarketInput.PRICE), silenceAfter);
    }
    return situation.knownAt(MarketInput.BOOK) == 0
        ? "no order book has been seen yet, and this instrument requires one"
        : silence("order book", situation.age(MarketInput.BOOK), bookMaxAge);
  }

  private static boolean noPrice(Situation situation) {
    return situation.knownAt(MarketInput.PRICE) == 0 || !(situation.value(MarketInput.PRICE) > 0);
  }

  private boolean priceIsSilent(Situation situation) {
    return situation.age(MarketInput.PRICE) > silenceAfter;
  }

  private boolean bookIsMissing(Situation situation) {
    return situation.needs().has(MarketInput.BOOK)
        && situation.tooOld(MarketInput.BOOK, bookMaxAge);
  }

  private static String silence(String what, long age, long limit) {
    return "no " + what + " for " + Words.duration(age) + " (limit " + Words.duration(limit) + ")";
  }
}
