package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * A feed goes on and says nothing new: closes that do not change, bars without volume, a book that
 * stands. That it says nothing at all is {@link FeedSilence}'s concern. Closes speak first, then
 * volume.
 *
 * <p>See RATIONALE.md, "What tells a dead feed from a calm market?"
 *
 * @param limits of which it has three
 */
record StaleValues(RiskLimits limits) implements Rule {

  /** What may stand still. */
  private enum Still {
    CLOSE,
    VOLUME,
    BOOK
  }

  @Override
  public RiskRule name() {
    return RiskRule.STALE_VALUES;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Set<MarketInput> needs() {
    return Set.of(
        MarketInput.UNCHANGED_CLOSES,
        MarketInput.BARS_WITHOUT_VOLUME,
        MarketInput.BOOK,
        MarketInput.BOOK_MOVED);
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    return isWithin(context, first(context)) ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return observed(context, first(context));
  }

  @Override
  public double limit(RiskContext context) {
    return limit(first(context));
  }

  @Override
  public String why(RiskContext context, Action direction) {
    Still still = first(context);
    String observed = amount(still, observed(context, still));
    String limit = amount(still, limit(still));
    return switch (still) {
      case CLOSE -> "the close has not changed for " + observed + " (limit " + limit + ")";
      case VOLUME -> "nothing was traded in " + observed + " in a row (limit " + limit + ")";
      case BOOK ->
          "the best prices and sizes of the order book have not changed for "
              + observed
              + " (limit "
              + limit
              + ")";
    };
  }

  /** The first that is beyond its limit; the close where none is. */
  private Still first(RiskContext context) {
    if (!isWithin(context, Still.CLOSE)) {
      return Still.CLOSE;
    }
    if (!isWithin(context, Still.VOLUME)) {
      return Still.VOLUME;
    }
    return isWithin(context, Still.BOOK) ? Still.CLOSE : Still.BOOK;
  }

  private boolean isWithin(RiskContext context, Still still) {
    double limit = limit(still);
    return limit == 0 || observed(context, still) <= limit;
  }

  /** In bars; of the book in seconds. */
  private static double observed(RiskContext context, Still still) {
    return switch (still) {
      case CLOSE -> context.value(MarketInput.UNCHANGED_CLOSES);
      case VOLUME -> context.value(MarketInput.BARS_WITHOUT_VOLUME);
      case BOOK -> unmoved(context) / 1e6;
    };
  }

  /** For how long the book that was last heard of had stood, µs; 0 where none is required. */
  private static long unmoved(RiskContext context) {
    long moved = context.knownAt(MarketInput.BOOK_MOVED);
    return context.needs().has(MarketInput.BOOK) && moved > 0
        ? context.knownAt(MarketInput.BOOK) - moved
        : 0;
  }

  private double limit(Still still) {
    return switch (still) {
      case CLOSE -> limits.unchangedCloses();
      case VOLUME -> limits.barsWithoutVolume();
      case BOOK -> limits.bookUnmoved() / 1e6;
    };
  }

  private static String amount(Still still, double amount) {
    return still == Still.BOOK
        ? ReasonFormat.duration(Math.round(amount * 1e6))
        : ReasonFormat.number(amount, 1) + (amount == 1 ? " bar" : " bars");
  }
}
