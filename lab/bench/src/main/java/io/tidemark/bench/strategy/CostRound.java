package io.tidemark.bench.strategy;

import io.tidemark.bench.Rate;
import io.tidemark.bench.StageResult;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What ran one after the other in one round. Other work comes and goes: only this is compared.
 *
 * @param loop the plain loop of the strategy
 * @param strategy its job
 * @param single a job of each model
 */
record CostRound(StageResult loop, StageResult strategy, List<StageResult> single) {

  /** The job's events per second as a part of the loop's; null if one was too short to measure. */
  @Nullable Double ofLoop() {
    return ratio(strategy.rate(), loop.rate(), Rate::perSecond);
  }

  /** The same of processor time for an event. */
  @Nullable Double cpuOfLoop() {
    return ratio(strategy.rate(), loop.rate(), Rate::cpuMicros);
  }

  /** The job's processor time as a part of that of the jobs of one model together. */
  @Nullable Double cpuOfSingle() {
    Rate own = strategy.rate();
    Double sum = cpuOfAllSingle();
    return own == null || sum == null ? null : own.cpuMicros() / sum;
  }

  /** Processor time of the jobs of one model together for an event, µs. */
  @Nullable Double cpuOfAllSingle() {
    double sum = 0;
    for (StageResult each : single) {
      Rate rate = each.rate();
      if (rate == null) {
        return null;
      }
      sum += rate.cpuMicros();
    }
    return sum;
  }

  /** Whether nothing was lost: every event decided, every signal committed, as many as the loop. */
  boolean balances(long events) {
    return loop.events() == events
        && strategy.events() == events
        && single.stream().allMatch(each -> each.events() == events)
        && strategy.scored() == loop.scored()
        && strategy.signals() == loop.signals()
        && strategy.signals() == strategy.counted()
        && single.stream().allMatch(each -> each.signals() == each.counted());
  }

  private static @Nullable Double ratio(
      @Nullable Rate one, @Nullable Rate two, ToDoubleFunction<Rate> what) {
    return one == null || two == null ? null : what.applyAsDouble(one) / what.applyAsDouble(two);
  }
}
