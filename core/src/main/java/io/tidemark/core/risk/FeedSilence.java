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
  public Outcome evaluate(RiskContext context, Action direction) {
    if (noPrice(context) || priceIsSilent(context)) {
      return noPrice(context) ? Outcome.MISSING : Outcome.BLOCK;
    }
    return bookIsMissing(context) ? Outcome.MISSING : Outcome.PASS;
  }

  @Override
  public double observed(RiskContext context) {
    MarketInput silent = onlyTheBook(context) ? MarketInput.BOOK : MarketInput.PRICE;
    return context.knownAt(silent) == 0 ? Double.NaN : context.age(silent) / 1e6;
  }

  @Override
  public double limit(RiskContext context) {
    return (onlyTheBook(context) ? bookMaxAge : silenceAfter) / 1e6;
  }

  private boolean onlyTheBook(RiskContext context) {
    return !noPrice(context) && !priceIsSilent(context) && bookIsMissing(context);
  }

  @Override
  public String why(RiskContext context, Action direction) {
    if (noPrice(context)) {
      return "no price has been seen yet";
    }
    if (priceIsSilent(context)) {
      return silence("price", context.age(MarketInput.PRICE), silenceAfter);
    }
    return context.knownAt(MarketInput.BOOK) == 0
        ? "no order book has been seen yet, and this instrument requires one"
        : silence("order book", context.age(MarketInput.BOOK), bookMaxAge);
  }

  private static boolean noPrice(RiskContext context) {
    return context.knownAt(MarketInput.PRICE) == 0 || !(context.value(MarketInput.PRICE) > 0);
  }

  private boolean priceIsSilent(RiskContext context) {
    return context.age(MarketInput.PRICE) > silenceAfter;
  }

  private boolean bookIsMissing(RiskContext context) {
    return context.needs().has(MarketInput.BOOK) && context.tooOld(MarketInput.BOOK, bookMaxAge);
  }

  private static String silence(String what, long age, long limit) {
    return "no "
        + what
        + " for "
        + ReasonFormat.durationBeside(age, limit)
        + " (limit "
        + ReasonFormat.durationBeside(limit, age)
        + ")";
  }
}
