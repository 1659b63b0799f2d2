package io.tidemark.core.risk;

import io.tidemark.core.score.ModelInstruments;
import java.util.List;

/** Where the rules are put together. */
final class RiskRules {

  private RiskRules() {}

  /**
   * In the order in which they are asked; the first that blocks gives a withheld proposal its
   * reason, so what explains more comes first:
   *
   * <ol>
   *   <li>a person's word needs no data;
   *   <li>then the data, for whatever is computed from a late or silent feed means nothing;
   *   <li>then the model: made for others, paused, not warm, not making sense;
   *   <li>then the market, with inputs that the rules before have found alive;
   *   <li>then the size, which only what may be held has;
   *   <li>the rate last: it asks what would be written, and that is what the others let through.
   * </ol>
   */
  static List<Rule> of(RiskLimits limits, StaleLimits stale, ModelInstruments instruments) {
    return List.of(
        new KillSwitch(),
        new StaleData(limits.staleAfter()),
        new FeedSilence(limits.silenceAfter(), limits.bookMaxAge()),
        new StaleValues(stale),
        new LateShare(limits.lateShare()),
        new OtherInstrument(instruments, limits.otherInstruments()),
        new DriftPause(),
        new WarmingUp(),
        new NonFiniteScore(),
        new FundingExtreme(limits.fundingExtreme(), limits.fundingMaxAge()),
        new VolatilityBreaker(limits.volatilityLimit(), limits.volatilityBy()),
        new FearGreedExtreme(limits.fearGreedLimit(), limits.fearGreedMaxAge()),
        new PositionCap(limits.positionCap(), limits.sizeAtFullStrength(), limits.atrTarget()),
        new SignalRate(limits.maxSignalsPerHour()));
  }
}
