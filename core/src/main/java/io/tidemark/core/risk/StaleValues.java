package io.tidemark.core.risk;

import io.tidemark.core.market.FeedRun;
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
 * @param limits of each kind of run
 */
record StaleValues(StaleLimits limits) implements Rule {

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
    FeedRun run = first(context);
    return inUnit(run, length(context, run));
  }

  @Override
  public double limit(RiskContext context) {
    FeedRun run = first(context);
    return inUnit(run, limit(context, run));
  }

  @Override
  public String why(RiskContext context, Action direction) {
    FeedRun run = first(context);
    String instrument = context.now().instrument();
    String observed = amount(run, length(context, run));
    String limit = amount(run, limit(context, run));
    if (!limits.isOption(instrument, run)) {
      limit +=
          ", the model's training saw at most "
              + amount(run, (double) limits.seen(instrument, run));
    }
    String what =
        switch (run) {
          case UNCHANGED_CLOSES -> "the close has not changed for " + observed;
          case BARS_WITHOUT_VOLUME -> "nothing was traded in " + observed + " in a row";
          case BOOK_UNMOVED ->
              "the best prices and sizes of the order book have not changed for " + observed;
        };
    return what + " (limit " + limit + ")";
  }

  /** The first that is beyond its limit; the close where none is. */
  private FeedRun first(RiskContext context) {
    for (FeedRun run : FeedRun.values()) {
      if (!isWithin(context, run)) {
        return run;
      }
    }
    return FeedRun.UNCHANGED_CLOSES;
  }

  private boolean isWithin(RiskContext context, FeedRun run) {
    double limit = limit(context, run);
    return limit == 0 || length(context, run) <= limit;
  }

  /** A book that nobody requires does not stand. */
  private static double length(RiskContext context, FeedRun run) {
    boolean asked = run != FeedRun.BOOK_UNMOVED || context.needs().has(MarketInput.BOOK);
    return asked ? run.length(context.now().market()) : FeedRun.NEVER;
  }

  private double limit(RiskContext context, FeedRun run) {
    return limits.of(context.now().instrument(), run);
  }

  /** In bars; of the book in seconds. */
  private static double inUnit(FeedRun run, double length) {
    return run == FeedRun.BOOK_UNMOVED ? length / 1e6 : length;
  }

  private static String amount(FeedRun run, double length) {
    return run == FeedRun.BOOK_UNMOVED
        ? ReasonFormat.duration(Math.round(length))
        : ReasonFormat.number(length, 1) + (length == 1 ? " bar" : " bars");
  }
}
