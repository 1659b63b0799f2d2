package io.tidemark.core.risk;

import io.tidemark.core.market.FeedRun;
import io.tidemark.core.score.LongestRuns;
import io.tidemark.core.score.ModelMetadata;
import java.util.Map;

/**
 * How long an instrument's feed may stand still: a multiple of what the model's training has seen
 * of it and one bar, but never more than the option allows.
 *
 * <p>See RATIONALE.md, "Why may a model tighten the limits of a dead feed, and never loosen them?"
 *
 * @param limits what holds where training has said nothing; 0 never blocks
 * @param trained by instrument
 * @param barLength of the model, µs
 */
record StaleLimits(RiskLimits limits, Map<String, LongestRuns> trained, long barLength) {

  /** The options alone. */
  static StaleLimits of(RiskLimits limits) {
    return new StaleLimits(limits, Map.of(), 0);
  }

  /** The options, and what the model's training has seen. */
  static StaleLimits of(RiskLimits limits, ModelMetadata model) {
    return new StaleLimits(limits, model.instruments().runs(), model.timing().barLength());
  }

  /** Longest run that passes, in the unit of its kind; 0 if none blocks. */
  double of(String instrument, FeedRun run) {
    long seen = seen(instrument, run);
    return seen == FeedRun.NEVER ? option(run) : Math.min(option(run), learnt(seen, run));
  }

  /** Whether the limit is the option's, and not the training's. */
  boolean isOption(String instrument, FeedRun run) {
    return of(instrument, run) == option(run);
  }

  /** The longest that training has seen; {@link FeedRun#NEVER} if it says nothing of it. */
  long seen(String instrument, FeedRun run) {
    return trained.getOrDefault(instrument, LongestRuns.UNKNOWN).of(run);
  }

  /** The next longer run would be one bar longer: of such a run the multiple. */
  private double learnt(long seen, FeedRun run) {
    long step = run == FeedRun.BOOK_UNMOVED ? barLength : 1;
    return Math.floor(limits.staleValuesMargin() * (seen + step));
  }

  private double option(FeedRun run) {
    return switch (run) {
      case UNCHANGED_CLOSES -> limits.unchangedCloses();
      case BARS_WITHOUT_VOLUME -> limits.barsWithoutVolume();
      case BOOK_UNMOVED -> limits.bookUnmoved();
    };
  }
}
