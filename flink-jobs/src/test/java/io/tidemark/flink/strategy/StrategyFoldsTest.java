package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.Folds;
import io.tidemark.models.ModelArtefact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyFoldsTest {

  private static final Path MODEL =
      Path.of(
          System.getProperty("tidemark.root", ".."), "models/src/test/resources/artifacts/tiny/1");
  private static final String INSTRUMENT = "BTC-USDT@binance";
  private static final long HOUR = 3_600_000_000L;

  @Test
  void aStrategyOfOneModelSaysWhatThatModelsFoldSays(@TempDir Path folder) throws Exception {
    StrategyFile file = one(folder);
    List<LogEvent> log = log();
    List<Voice> voices = new ArrayList<>();
    List<Action> actions = new ArrayList<>();
    try (StrategyFolds folds =
        StrategyFolds.open(file, Map.of(INSTRUMENT, BarSource.CANDLES), List.of())) {
      for (LogEvent event : log) {
        StrategyAnswer answer = folds.step(event);
        if (answer != null) {
          voices.add(answer.panel().voice("only"));
          actions.add(answer.stance().action());
        }
      }
    }

    List<Assessment> alone = alone(log);
    assertThat(voices).hasSameSizeAs(alone);
    long scored = 0;
    for (int i = 0; i < alone.size(); i++) {
      Voice voice = voices.get(i);
      if (alone.get(i).scored()) {
        scored++;
        assertThat(voice.prediction()).isEqualTo(alone.get(i).prediction());
        assertThat(actions.get(i))
            .isEqualTo(SignalPolicy.defaults().proposal(voice.prediction(), voice.strength()));
      } else {
        assertThat(voice.abstention()).isEqualTo(Abstention.NOT_WARM);
        assertThat(actions.get(i)).isEqualTo(Action.HOLD);
      }
    }
    assertThat(scored).isGreaterThan(100).isLessThan(alone.size());
  }

  private static List<Assessment> alone(List<LogEvent> log) throws Exception {
    JobConfig job =
        ConfigLoader.load(
            Job.SIGNAL,
            null,
            List.of(
                "kafka.bootstrap-servers=localhost:9092",
                "model.path=" + MODEL,
                "instruments=" + INSTRUMENT,
                "bars.source=candles"));
    List<Assessment> said = new ArrayList<>();
    try (Folds folds = Folds.open(ModelArtefact.read(MODEL), job)) {
      InstrumentFold fold = folds.fold();
      for (LogEvent event : log) {
        InstrumentFold.Step step = fold.step(event);
        if (step != null && (step.assessment().scored() || step.assessment().barClosed())) {
          said.add(step.assessment());
        }
      }
    }
    return said;
  }

  private static StrategyFile one(Path folder) throws Exception {
    Path file = folder.resolve("one.yaml");
    Files.writeString(
        file, "strategy: one\nmodels: {only: {path: " + MODEL + "}}\ndecide: {single: only}\n");
    return StrategyFile.read(file);
  }

  private static List<LogEvent> log() {
    Random chance = new Random(5);
    List<LogEvent> log = new ArrayList<>();
    double close = 100;
    long start = 1_600_000_000_000_000L / HOUR * HOUR;
    for (int i = 0; i < 170; i++) {
      double open = close;
      close = open * (1 + 0.01 * chance.nextGaussian());
      long at = start + i * HOUR;
      double high = Math.max(open, close);
      double low = Math.min(open, close);
      Candle candle =
          new Candle(INSTRUMENT, at, HOUR, at + HOUR, open, high, low, close, 1 + i % 7);
      log.add(new LogEvent(INSTRUMENT, at + HOUR, new Origin("t", 0, i), i, 0, candle));
    }
    return log;
  }
}
