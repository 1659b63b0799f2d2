package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Reason;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.Valid;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.OnnxScorer;
import io.tidemark.models.explain.ModelExplainers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals with the reasons of their scores, in the job and in the plain loop. */
class ReasonsPipelineTest {

  private static final OutputFormat<Signal> FORMAT = Topic.SIGNALS.format();

  private final MarketLog log = MarketLog.of(Market.facts(11));

  static Stream<Path> models() {
    return Stream.of(TestModel.DIRECTORY, TestModel.PREFIXED, TestModel.ofTask(Task.CLASSES));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theJobGivesTheReasonsOfThePlainLoop(Path model, @TempDir Path directory) throws Exception {
    JobConfig config = config(model, 2);
    PlainRun plain = PlainRun.of(config, log);
    assertThat(signals(plain).map(signal -> signal.basis().reasons()))
        .anySatisfy(reasons -> assertThat(reasons).hasSize(2))
        .allSatisfy(reasons -> assertThat(reasons).hasSizeLessThanOrEqualTo(2));

    SignalRun run = SignalRun.of(config, RecordSource.of(log.partitions()), 2, 0, directory);

    assertThat(run.signals()).isEqualTo(plain.signals);
  }

  @Test
  void theWindowThatIsKeptIsTheOneThatWasScored() throws Exception {
    PlainRun plain = PlainRun.of(config(TestModel.PREFIXED, 1), log);
    int scored = 0;
    try (OnnxScorer model = ModelArtefact.read(TestModel.PREFIXED).openWhole()) {
      for (Gated gated : plain.gated) {
        if (gated.assessment().scored()) {
          assertThat(model.score(gated.assessment().window()))
              .isCloseTo(gated.assessment().prediction().first(), within(1e-5f));
          scored++;
        }
      }
    }
    assertThat(scored).isGreaterThan(100);
  }

  @Test
  void allReasonsTogetherAreTheScoreLessTheOneAtTheMedians() throws Exception {
    Path model = TestModel.DIRECTORY;
    ModelArtefact artefact = ModelArtefact.read(model);
    int explained = 0;
    try (Explainer explainer = ModelExplainers.open(artefact)) {
      for (Signal signal : signals(PlainRun.of(config(model, 32), log)).toList()) {
        if (signal.basis().features().length == 0) {
          assertThat(signal.basis().reasons()).isEmpty();
          continue;
        }
        Attribution again = explainer.explain(signal.basis().features());
        double p = signal.prediction().probability();
        double sum = signal.basis().reasons().stream().mapToDouble(Reason::contribution).sum();
        assertThat(again.baseline() + sum).isCloseTo(Math.log(p / (1 - p)), within(1e-5));
        explained++;
      }
    }
    assertThat(explained).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("models")
  void withoutReasonsASignalIsTheSameButForThem(Path model) throws Exception {
    PlainRun without = PlainRun.of(TestConfig.signal("model.path=" + model), log);
    PlainRun with = PlainRun.of(config(model, 2), log);
    assertThat(with.signals).isNotEqualTo(without.signals);

    assertThat(signals(with).map(ReasonsPipelineTest::stripped))
        .containsExactlyElementsOf(
            signals(without)
                .map(signal -> HexFormat.of().formatHex(FORMAT.encode(signal)))
                .toList());
  }

  private static JobConfig config(Path model, int reasons) {
    return TestConfig.signal("model.path=" + model, "signal.reasons=" + reasons);
  }

  private static Stream<Signal> signals(PlainRun run) {
    return run.signals.entrySet().stream()
        .map(Map.Entry::getValue)
        .flatMap(List::stream)
        .map(line -> Valid.of(FORMAT.decode(HexFormat.of().parseHex(line))));
  }

  private static String stripped(Signal signal) {
    SignalBasis basis = signal.basis();
    Signal bare =
        new Signal(
            signal.id(),
            signal.supersedes(),
            signal.event(),
            signal.recommendation(),
            signal.prediction(),
            new SignalBasis(
                basis.modelId(),
                basis.modelVersion(),
                basis.modelSha256(),
                basis.featureSetHash(),
                basis.task(),
                basis.features(),
                basis.inSample(),
                List.of()),
            signal.drift(),
            signal.verdicts());
    return HexFormat.of().formatHex(FORMAT.encode(bare));
  }
}
