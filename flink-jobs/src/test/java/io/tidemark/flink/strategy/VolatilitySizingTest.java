package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fold.StrategyFold;
import io.tidemark.core.risk.RiskOutcome.Decision;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped volatility model sizes what the shipped trees decide. */
class VolatilitySizingTest {

  private static final Path ARTEFACTS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts");
  private static final double TARGET = 0.4;

  /** Longer than the 30 days over which the model looks. */
  private static final int BARS = 900;

  @Test
  void thePositionIsTheTargetOverThePredictedAnnualVolatilityOfWhatItWouldBe(@TempDir Path folder)
      throws Exception {
    List<StrategyFold.Step> plain =
        steps(folder, "plain", "decide: {vote: {of: [fast], agree: 1}}");
    List<StrategyFold.Step> sized =
        steps(
            folder,
            "sized",
            "  vol: {path: %s}\n".formatted(ARTEFACTS.resolve("btc-vol/1"))
                + "decide: {vote: {of: [fast], agree: 1}}\n"
                + "size: {by: volatility, model: vol, target: %s}".formatted(TARGET));

    int compared = 0;
    double predictedSum = 0;
    for (int i = 0; i < BARS; i++) {
      Signal whole = plain.get(i).risk().signal();
      StrategyAnswer answer = sized.get(i).decided().answer();
      if (whole == null || answer == null || !answer.panel().voice("vol").speaks()) {
        continue;
      }
      double predicted = answer.panel().voice("vol").prediction().first();
      assertThat(sized.get(i).risk().decision()).isEqualTo(Decision.EMITTED);
      Signal part = Objects.requireNonNull(sized.get(i).risk().signal());
      assertThat(part.action()).isEqualTo(whole.action());
      if (whole.action() != Action.HOLD) {
        double byHand = whole.recommendation().size() * Math.min(1, TARGET / predicted);
        assertThat(part.recommendation().size()).isCloseTo(byHand, within(1e-12));
        assertThat(whole.recommendation().size()).isPositive();
        compared++;
        predictedSum += predicted;
      }
    }
    assertThat(compared).isGreaterThan(30);
    assertThat(predictedSum / compared)
        .as(
            "of a year, as the target is; of an hour it would be %s, of a day 0.05",
            RandomHours.SIGMA)
        .isCloseTo(RandomHours.SIGMA * Math.sqrt(8_760), within(0.3));
  }

  @Test
  void withoutTheModelsAnswerThereIsNoPosition(@TempDir Path folder) throws Exception {
    List<StrategyFold.Step> steps =
        steps(
            folder,
            "unwarm",
            "  vol: {path: %s}\n".formatted(ARTEFACTS.resolve("btc-vol/1"))
                + "decide: {vote: {of: [fast], agree: 1}}\n"
                + "size: {by: volatility, model: vol, target: %s}".formatted(TARGET));

    List<StrategyAnswer> unsized =
        steps.stream()
            .map(step -> Objects.requireNonNull(step.decided().answer()))
            .filter(answer -> answer.panel().voice("fast").speaks())
            .filter(answer -> !answer.panel().voice("vol").speaks())
            .toList();
    assertThat(unsized).hasSizeGreaterThan(100);
    assertThat(unsized).extracting(answer -> answer.stance().action()).containsOnly(Action.HOLD);
    assertThat(unsized)
        .anySatisfy(
            answer ->
                assertThat(answer.stance().reason()).asString().startsWith("no size: vol has not"));
  }

  private static List<StrategyFold.Step> steps(Path folder, String name, String rest)
      throws Exception {
    Path file =
        TestStrategy.write(
            folder,
            name,
            "  fast: {path: %s, min-strength: 0}\n".formatted(ARTEFACTS.resolve("btc-gbm/1")),
            rest + "\n");
    List<StrategyFold.Step> steps = new ArrayList<>();
    try (StrategyFolds folds =
        StrategyFolds.open(
            StrategyFile.read(file),
            Map.of(RandomHours.INSTRUMENT, BarSource.CANDLES),
            List.of("risk.silence-after=2h", "risk.max-signals-per-hour=64"))) {
      for (LogEvent event : RandomHours.log(BARS)) {
        steps.add(Objects.requireNonNull(folds.fold(event)));
      }
    }
    return steps;
  }
}
