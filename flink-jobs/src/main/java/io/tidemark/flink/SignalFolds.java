package io.tidemark.flink;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.fold.StrategyFold;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.Folds;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.flink.strategy.StrategyFolds;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The signals of a job in a plain loop, whether a model or a strategy decides. Not thread-safe;
 * whoever opens it closes it.
 */
public final class SignalFolds implements AutoCloseable {

  private final Function<LogEvent, @Nullable Signal> fold;
  private final Runnable closing;

  private SignalFolds(Function<LogEvent, @Nullable Signal> fold, Runnable closing) {
    this.fold = fold;
    this.closing = closing;
  }

  static SignalFolds of(ModelArtefact model, JobConfig config) throws ModelRejectedException {
    Folds folds = Folds.open(model, config);
    Map<String, InstrumentFold> instruments = new HashMap<>();
    return new SignalFolds(
        event -> {
          InstrumentFold.Step step =
              instruments.computeIfAbsent(event.instrument(), any -> folds.fold()).step(event);
          return step == null ? null : step.risk().signal();
        },
        folds::close);
  }

  static SignalFolds of(StrategyFile strategy, JobConfig config) throws ModelRejectedException {
    StrategyFolds folds = StrategyFolds.open(strategy, config);
    return new SignalFolds(
        event -> {
          StrategyFold.Step step = folds.fold(event);
          return step == null ? null : step.risk().signal();
        },
        folds::close);
  }

  /** Takes in the next event of an instrument's log; null if there is no signal upon it. */
  public @Nullable Signal step(LogEvent event) {
    return fold.apply(event);
  }

  @Override
  public void close() {
    closing.run();
  }
}
