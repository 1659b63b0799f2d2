package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fold.StrategyFold;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.testbed.Valid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the shipped volatility model predicts, held against what the collector says options cost.
 */
class VolatilityEdgeSignalsTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts/btc-vol/1");

  /** Longer than the 30 days over which the model looks. */
  private static final int BARS = 800;

  /** The size that is allowed at full strength while the market is calm. */
  private static final double FULL_SIZE = 0.10;

  private final StrategyFile file;

  VolatilityEdgeSignalsTest(@TempDir Path folder) {
    file =
        StrategyFile.read(
            TestStrategy.write(
                folder,
                "edge",
                "  vol: {path: %s}\n".formatted(MODEL),
                """
                decide:
                  volatility-edge:
                    model: vol
                    implied: "asof(implied_volatility,value,3h)"
                    scale: 0.01
                    edge: 0.15
                """));
  }

  @Test
  void fifteenPercentMoreThanOptionsCostBuysVolatilityAndAsMuchLessSellsIt() throws Exception {
    assertThat(action(1.16)).isEqualTo(Action.BUY_VOLATILITY);
    assertThat(action(1.14)).isEqualTo(Action.HOLD);
    assertThat(action(0.86)).isEqualTo(Action.HOLD);
    assertThat(action(0.84)).isEqualTo(Action.SELL_VOLATILITY);
  }

  @Test
  void theSignalSaysWhyAndItsSizeIsWhatTheRiskGateAllowsAtFullStrength() throws Exception {
    Signal signal = signal(1.25);

    assertThat(signal.recommendation().reason())
        .startsWith("predicted / implied - 1 is +0.250 (vol volatility 0.")
        .contains("); size ");
    assertThat(signal.recommendation().size()).isPositive().isLessThanOrEqualTo(FULL_SIZE);
    assertThat(signal.recommendation().strategy()).isEqualTo(file.strategy().hash());
  }

  @Test
  void whereNobodySaysWhatOptionsCostThereIsNoPosition() throws Exception {
    List<StrategyFold.Step> steps = fold(RandomHours.log(BARS));

    assertThat(steps)
        .allSatisfy(
            step ->
                assertThat(Objects.requireNonNull(step.decided().stance()).action())
                    .isEqualTo(Action.HOLD));
    assertThat(Objects.requireNonNull(steps.get(BARS - 1).decided().stance()).reason())
        .asString()
        .isEqualTo("asof(implied_volatility,value,3h) is not known");
  }

  private Action action(double ratio) throws Exception {
    return signal(ratio).action();
  }

  /** Of the last bar, where the prediction is so many times what options cost. */
  private Signal signal(double ratio) throws Exception {
    List<LogEvent> log = new ArrayList<>(RandomHours.log(BARS));
    double predicted =
        Objects.requireNonNull(fold(log).get(BARS - 1).decided().answer())
            .panel()
            .voice("vol")
            .prediction()
            .first();
    LogEvent last = log.remove(BARS - 1);
    long before = last.availableAt() - RandomHours.HOUR / 2;
    Metric implied =
        Valid.of(
            Metric.of(
                RandomHours.INSTRUMENT,
                before,
                before,
                "implied_volatility",
                100 * predicted / ratio));
    log.add(
        new LogEvent(
            RandomHours.INSTRUMENT, before, new Origin("m", 0, 0), last.offset(), 0, implied));
    log.add(
        new LogEvent(
            last.instrument(),
            last.availableAt(),
            last.origin(),
            last.offset() + 1,
            0,
            last.fact()));
    List<StrategyFold.Step> steps = fold(log);
    return Objects.requireNonNull(steps.get(steps.size() - 1).risk().signal());
  }

  private List<StrategyFold.Step> fold(List<LogEvent> log) throws Exception {
    List<StrategyFold.Step> steps = new ArrayList<>();
    try (StrategyFolds folds =
        StrategyFolds.open(
            file,
            Map.of(RandomHours.INSTRUMENT, BarSource.CANDLES),
            List.of("risk.silence-after=2h"))) {
      for (LogEvent event : log) {
        StrategyFold.Step step = folds.fold(event);
        if (step != null) {
          steps.add(step);
        }
      }
    }
    return steps;
  }
}
