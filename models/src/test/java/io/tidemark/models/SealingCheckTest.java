package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Artefacts that are whole file by file, and whose files do not belong together. */
class SealingCheckTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));

  @TempDir private Path temporary;
  private Artefact draft;

  @BeforeEach
  void copyAnHonestOne() {
    draft = Artefact.copyInto(temporary);
  }

  /** The control of all that is refused below. */
  @ParameterizedTest
  @MethodSource("honest")
  void whatTrainingMadeIsSealed(Path artefact) {
    assertThatCode(() -> Sealing.of(artefact, temporary.resolve("sealed")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void anHonestModelOfAnyTaskIsSealed(TaskArtefact task) throws Exception {
    assertThat(SealingCheck.violations(task.into(temporary.resolve("tasks")).read())).isEmpty();
  }

  static Stream<Path> honest() throws Exception {
    try (Stream<Path> shipped = Files.find(ROOT.resolve("models/artifacts"), 2, (path, a) -> true);
        Stream<Path> bench = Files.find(ROOT.resolve("models/bench"), 2, (path, a) -> true);
        Stream<Path> tiny =
            Files.find(ROOT.resolve("models/src/test/resources/artifacts"), 2, (path, a) -> true)) {
      return Stream.of(shipped, bench, tiny)
          .flatMap(paths -> paths)
          .filter(path -> Files.exists(path.resolve(Manifest.FILE)))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void anotherNetworkWithTheFirstOnesFilesIsRefused() throws Exception {
    draft.replace("model.onnx", linear(3, -0.04f, 12));
    assertThat(violations())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("baseline.csv: line 2: expected the model's score 0.")
        .endsWith(
            "found 0.46073377, and in 200 of 200 rows in all: the baseline is another model's; write it with this one");
    assertRefused("the baseline is another model's", "golden.csv: line 2: expected 0.");
  }

  @Test
  void oneScoreOfTheBaselineThatIsNotTheModelsIsRefused() throws Exception {
    draft.replaceText("baseline.csv", text -> text.replaceFirst("0\\.46073377", "0.4609"));
    assertThat(violations())
        .hasSize(1)
        .first()
        .asString()
        .contains("found 0.4609, and in 1 of 200 rows in all");
  }

  @Test
  void aBaselineOfAnotherModelIsRefused() throws Exception {
    draft.replace("baseline.csv", Artefact.copyInto(temporary, "tiny-gbm").bytes("baseline.csv"));
    assertRefused("baseline.csv: line 2: expected the model's score 0.4607", "found 0.46319267");
  }

  @Test
  void aBaselineFarFromWhatAModelOfSeveralBarsAnswersIsRefused() throws Exception {
    draft = Artefact.copyInto(temporary, "tiny-lstm");
    scores(score -> 0.5f + (score - 0.5f) / 10 + 0.4f);
    assertThat(violations())
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .isEqualTo(
                        "baseline.csv: expected scores distributed as the model's golden answers, a distance of at most 0.70, found 1.00: the baseline is another model's; write it with this one"));
  }

  @Test
  void aTableOfZeroesIsRefused() throws Exception {
    quantiles(new double[101]);
    assertThat(violations())
        .containsExactly(
            "strengthQuantiles: expected the 90th percentile above the 10th, found 0.0 and 0.0: strength would say nothing; take the percentiles of the model's own validation scores, and if they are these, train a model that is surer of some answers than of others");
    assertRefused("strengthQuantiles: expected the 90th percentile above the 10th");
  }

  @Test
  void aTableOfAModelThatIsLessSureIsRefused() throws Exception {
    double[] timid = new double[101];
    Arrays.setAll(timid, i -> i / 10_000.0);
    quantiles(timid);
    assertThat(violations())
        .containsExactly(
            "strengthQuantiles: expected those of this model's scores, a distance from the baseline's of at most 0.4, found 0.93: they are another model's; take the percentiles of the model's own validation scores");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void fewGoldenRowsAreRefused(int rows) throws Exception {
    draft.replaceText("golden.csv", text -> head(text, rows));
    assertThat(violations())
        .containsExactly(
            "golden.csv: expected at least 8 different inputs, found "
                + rows
                + ": so few answers do not tell this model from another; take more, evenly over the test period");
    assertRefused("golden.csv: expected at least 8 different inputs");
  }

  @Test
  void oneGoldenRowManyTimesIsOne() throws Exception {
    draft.replaceText(
        "golden.csv",
        text -> head(text, 1) + text.lines().skip(1).findFirst().orElse("").concat("\n").repeat(9));
    assertRefused("golden.csv: expected at least 8 different inputs, found 1:");
  }

  @Test
  void theFewestGoldenRowsAreEnough() throws Exception {
    draft.replaceText("golden.csv", text -> head(text, SealingCheck.FEWEST_GOLDEN_ROWS));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aBaselineOfFewRowsIsRefused() throws Exception {
    draft.replaceText("baseline.csv", text -> head(text, 99));
    assertThat(violations())
        .containsExactly(
            "baseline.csv: expected at least 100 rows, found 99: so few are no drift reference; take more bar closes of the training period");
  }

  @Test
  void aModelThatAlwaysAnswersTheSameIsRefused() throws Exception {
    draft.replace("model.onnx", linear(0, 0, 0));
    scores(score -> 0.5f);
    assertThat(violations())
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("baseline.csv: expected scores that differ, found 0.5 in every"));
  }

  @Test
  void swappedPeriodsAreRefused() throws Exception {
    draft.editManifest(
        m -> {
          ObjectNode training = (ObjectNode) m.get("training");
          m.set("training", m.get("validation"));
          m.set("validation", training);
        });
    assertThat(violations())
        .containsExactly(
            "validation: expected to begin when training has ended, 2020-03-07T15:00:00Z, found 2020-01-01T00:00:00Z: the periods are swapped or overlap; cut training, validation and test in this order in time");
    assertRefused("validation: expected to begin when training has ended");
  }

  @Test
  void anOverlapOfAHorizonIsRefusedAndOneOfClocksIsNot() throws Exception {
    draft.editManifest(m -> m.withObject("/validation").put("from", "2020-02-19T22:00:00Z"));
    assertThat(violations()).hasSize(1).first().asString().startsWith("validation: expected to");
    draft.editManifest(m -> m.withObject("/validation").put("from", "2020-02-19T22:59:58Z"));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aModelThatByItsOwnMetricsAnswersTheWrongWayRoundIsRefused() throws Exception {
    metrics("auc", 0.41, 0.47);
    assertThat(violations()).isEmpty(); // the training rows are the right way round
    metrics("train", "auc", 0.41, 0.52);
    assertThat(violations())
        .containsExactly(
            "metrics: validation: expected an AUC that reaches 0.5, found 0.410 to 0.470: the answers run the wrong way round, as p(down) for p(up); give the other column, or 1 - p");
    metrics("auc", 0.41, 0.51);
    assertThat(violations()).isEmpty();
  }

  @Test
  void aModelThatByItsOwnMetricsIsRandomIsRefusedAndOneThatIsOnlyBoldIsNot() throws Exception {
    metrics("logLossUnderBaseRate", -0.09, -0.03);
    assertThat(violations()).isEmpty();
    metrics("auc", 0.47, 0.54);
    metrics("train", "logLossUnderBaseRate", -0.09, 0.01);
    assertThat(violations())
        .containsExactly(
            "metrics: validation: expected skill, or a log loss within 0.002 of the base rate's, found an AUC of 0.470 to 0.540 and 0.0300 to 0.0900 more: the answers are no better than chance and too sure of it, as those of random weights, and on the training rows they are no better than the base rate either; train the model, or give the rows that it was trained on");
    metrics("logLossUnderBaseRate", -0.09, -0.001);
    assertThat(violations()).isEmpty();
  }

  /** As a forest of full depth is: it knows its training rows by heart. */
  @Test
  void aModelThatHasOnlyLearnedItsTrainingRowsIsNotTakenForARandomOne() throws Exception {
    metrics("auc", 0.47, 0.54);
    metrics("logLossUnderBaseRate", -0.09, -0.03);
    metrics("train", "logLossUnderBaseRate", 0.2, 0.3);
    assertThat(violations()).isEmpty();
    metrics("train", "logLossUnderBaseRate", -0.001, 0.3);
    assertThat(violations()).hasSize(1).first().asString().contains("as those of random weights");
  }

  @Test
  void anIntervalWithOneEndIsRefused() throws Exception {
    draft.editManifest(
        m -> ((ObjectNode) m.at("/metrics/validation/interval95")).putArray("auc").add(0.6));
    assertThat(violations())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("metrics: validation: interval95: expected a lower and an upper end of auc");
  }

  private void metrics(String name, double low, double high) {
    metrics("validation", name, low, high);
  }

  private void metrics(String period, String name, double low, double high) {
    draft.editManifest(
        m -> {
          ObjectNode intervals = (ObjectNode) m.at("/metrics/" + period + "/interval95");
          intervals.putArray(name).add(low).add(high);
        });
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    quantiles(new double[101]);
    draft.replaceText("golden.csv", text -> head(text, 1));
    draft.editManifest(m -> m.withObject("/test").put("from", "2019-01-01T00:00:00Z"));
    assertRefused("test: expected to begin", "golden.csv: expected", "strengthQuantiles: expected");
  }

  private List<String> violations() throws ModelRejectedException {
    return SealingCheck.violations(draft.read());
  }

  private void assertRefused(String... parts) {
    Path sealed = temporary.resolve("refused");
    assertThatThrownBy(() -> Sealing.of(draft.directory(), sealed))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageStartingWith(draft.directory().toString())
        .hasMessageContainingAll(parts);
    assertThat(sealed).doesNotExist();
  }

  private void quantiles(double[] quantiles) {
    draft.editManifest(
        m -> {
          ArrayNode list = m.putArray("strengthQuantiles");
          Arrays.stream(quantiles).forEach(list::add);
        });
  }

  /** How a test changes a score. */
  private interface Change {
    float of(float score);
  }

  private void scores(Change change) {
    draft.replaceText(
        "baseline.csv",
        text ->
            head(text, 0)
                + text.lines()
                    .skip(1)
                    .map(line -> changed(line, change))
                    .collect(Collectors.joining()));
  }

  private static String changed(String line, Change change) {
    int comma = line.lastIndexOf(',') + 1;
    return line.substring(0, comma) + change.of(Float.parseFloat(line.substring(comma))) + "\n";
  }

  /** The heading and some rows. */
  private static String head(String text, int rows) {
    return text.lines().limit(rows + 1L).map(line -> line + "\n").collect(Collectors.joining());
  }

  /** A model of direction with these weights. */
  private static byte[] linear(float... weights) {
    ByteBuffer raw = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(weights);
    return new GraphFile()
        .tensor("weights", GraphFile.FLOAT, new long[] {3, 1}, 9, raw.array())
        .node("MatMul", "features, weights", "logit")
        .node("Sigmoid", "logit", "each")
        .whole("last", 1)
        .node("Squeeze", "each, last", "probability")
        .output("probability", -1)
        .bytes();
  }
}
