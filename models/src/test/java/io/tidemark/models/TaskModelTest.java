package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of another task than direction: their manifest, their answers, what is refused. */
class TaskModelTest {

  private static final Path FIXTURES =
      Path.of(System.getProperty("tidemark.root", ".."), "models/src/test/resources/tasks");

  @TempDir private Path temporary;

  /** Other modules use them. Their numbers may have other last bits on another processor. */
  @ParameterizedTest
  @EnumSource
  void theFixturesAreWhatIsMadeHere(TaskArtefact task) throws Exception {
    Path fixture = FIXTURES.resolve(task.id()).resolve("1");
    assertThat(fixture.resolve("model.onnx")).hasBinaryContent(task.graph());
    try (LoadedModel model = ModelArtefact.read(fixture).open()) {
      assertThat(model.metadata().form()).isEqualTo(task.form());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelOfAnyTaskAnswersAllItsNumbersAloneAndInBatches(TaskArtefact task) throws Exception {
    Random random = new Random(3);
    try (LoadedModel model = task.into(temporary).read().open()) {
      AnswerForm form = model.metadata().form();
      assertThat(form).isEqualTo(task.form());
      assertThat(model.scorer().width()).isEqualTo(form.width());
      assertThat(model.scorer().batch()).isEqualTo(OnnxScorer.MAX_BATCH);
      float[] inputs = new float[3 * OnnxScorer.MAX_BATCH];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = i % 3 == 1 ? 100 * random.nextFloat() : (float) random.nextGaussian() / 50;
      }
      float[] answers = new float[form.width() * OnnxScorer.MAX_BATCH];
      model.scorer().score(inputs, OnnxScorer.MAX_BATCH, answers);
      for (int i = 0; i < OnnxScorer.MAX_BATCH; i++) {
        float[] input = Arrays.copyOfRange(inputs, 3 * i, 3 * i + 3);
        Prediction alone = model.predict(input);
        assertThat(alone.isValid()).isTrue();
        for (int output = 0; output < form.width(); output++) {
          assertThat(alone.number(output)).isEqualTo(answers[i * form.width() + output]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theScoreIsAColumnOfTheBaselineWhereThereIsOne(TaskArtefact task) throws Exception {
    Baseline baseline = task.into(temporary).read().describe().baseline();
    assertThat(baseline.names().contains(Baseline.SCORE)).isEqualTo(task != TaskArtefact.REGIME);
    assertThat(baseline.watched()).contains("log_return");
    if (task != TaskArtefact.REGIME) {
      boolean volatility = task == TaskArtefact.VOLATILITY;
      assertThat(baseline.roles().get(baseline.names().indexOf(Baseline.SCORE)))
          .isEqualTo(volatility ? "alert" : "pause");
    }
  }

  @Test
  void aModelOfDirectionMayAnswerAColumnOfOne() throws Exception {
    Artefact artefact = Artefact.copyInto(temporary);
    artefact.replace(
        "model.onnx",
        new GraphFile()
            .tensor("weights", GraphFile.FLOAT, new long[] {3, 1}, 9, new byte[12])
            .node("MatMul", "features, weights", "logit")
            .node("Sigmoid", "logit", "probability")
            .output("probability", -1, 1)
            .bytes());
    artefact.editManifest(m -> m.withArray("/output/shape").add(1));
    artefact.replaceText("golden.csv", text -> text.replaceAll(",[0-9.eE-]+\n", ",0.5\n"));
    try (LoadedModel model = artefact.read().open()) {
      assertThat(model.metadata().form()).isEqualTo(AnswerForm.DIRECTION);
      assertThat(model.score(new float[] {1, 2, 3})).isEqualTo(0.5f);
    }
  }

  @Test
  void aReleasedManifestIsOneOfDirection() throws Exception {
    Manifest manifest = Manifest.parse(Artefact.copyInto(temporary).bytes(Manifest.FILE));
    assertThat(manifest.metadata().form()).isSameAs(AnswerForm.DIRECTION);
    assertThat(manifest.graph().task()).isEqualTo("direction");
  }

  @Test
  void sealingWritesEveryNumberOfAnAnswerAnew() throws Exception {
    Artefact draft = TaskArtefact.RETURN.into(temporary.resolve("draft"));
    byte[] before = draft.bytes("golden.csv");
    // training's own answers, a little off
    draft.replaceText("golden.csv", text -> text.replaceFirst("([0-9])\n", "$13\n"));
    assertThat(draft.bytes("golden.csv")).isNotEqualTo(before);
    Path sealed = temporary.resolve("sealed");
    Sealing sealing = Sealing.of(draft.directory(), sealed);
    assertThat(sealing.largestDifference()).isBetween(0f, Sealing.TOLERANCE);
    assertThat(Files.readAllBytes(sealed.resolve("golden.csv"))).isEqualTo(before);
  }

  @Test
  void aGoldenNumberThatIsNoProbabilityIsHeldAgainstTheLargestOfItsKind() throws Exception {
    Artefact artefact = TaskArtefact.RETURN.into(temporary);
    artefact.replaceText("golden.csv", text -> text.replaceFirst(",0[.0-9]*\n", ",0.0155\n"));
    assertThatThrownBy(() -> artefact.read().open())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("golden.csv: line ")
        .hasMessageContaining("expected 0.0155 within ");
  }

  @Test
  void anAnswerThatContradictsItselfIsRefusedByTheGoldenVectors() throws Exception {
    Artefact artefact = TaskArtefact.REGIME.into(temporary);
    artefact.replace(
        "model.onnx",
        new GraphFile()
            .tensor("weights", GraphFile.FLOAT, new long[] {3, 2}, 9, new byte[24])
            .node("MatMul", "features, weights", "answer")
            .output("answer", -1, 2)
            .bytes());
    assertThatThrownBy(() -> artefact.read().open())
        .hasMessageContaining(
            "golden.csv: line 2: found [0.0, 0.0], which are not probabilities of one whole");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void whatContradictsItselfIsSaid(String message, TaskArtefact task, Consumer<ObjectNode> change)
      throws Exception {
    Artefact artefact = task.into(temporary);
    artefact.editManifest(change);
    assertThatThrownBy(() -> Manifest.parse(artefact.bytes(Manifest.FILE)))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining(message);
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
        broken("task: expected one of [direction, ", TaskArtefact.CLASSES, m -> m.put("task", "x")),
        broken("outputs: a model has 1 to 64", TaskArtefact.CLASSES, m -> m.putArray("outputs")),
        broken(
            "outputs: up: role: expected one of [probability, up, ",
            TaskArtefact.CLASSES,
            m -> m.withObject("/outputs/2").put("role", "long")),
        broken(
            "outputs: task classes needs a class up",
            TaskArtefact.CLASSES,
            m -> m.withObject("/outputs/2").put("role", "flat")),
        broken(
            "output.shape: expected [-1, 3], found [-1]",
            TaskArtefact.CLASSES,
            m -> m.withObject("/output").putArray("shape").add(-1)),
        broken(
            "numbers within 0 and 1.0 that do not fall",
            TaskArtefact.CLASSES,
            m -> m.withArray("/strengthQuantiles").set(100, 1.1)),
        broken(
            "bins: expected none of another task than direction",
            TaskArtefact.VOLATILITY,
            m -> {
              ObjectNode bins = m.putObject("bins");
              bins.putArray("edges").add(0.5);
              bins.putArray("counts").add(1).add(1);
              bins.putArray("ups").add(1).add(1);
            }),
        broken(
            "strengthQuantiles: expected 0 numbers",
            TaskArtefact.REGIME,
            m -> m.putArray("strengthQuantiles").add(1.0)),
        broken(
            "strengthQuantiles: Missing",
            TaskArtefact.VOLATILITY,
            m -> m.remove("strengthQuantiles")),
        broken("metrics: Missing", TaskArtefact.VOLATILITY, TaskModelTest::asDirection),
        broken(
            "outputs.[0].unit: Unrecognized",
            TaskArtefact.VOLATILITY,
            m -> m.withObject("/outputs/0").put("unit", "%")));
  }

  private static void asDirection(ObjectNode manifest) {
    manifest.put("task", Task.DIRECTION.name().toLowerCase(Locale.ROOT));
    ObjectNode bins = manifest.putObject("bins");
    bins.putArray("edges");
    bins.putArray("counts").add(0);
    bins.putArray("ups").add(0);
  }

  private static Arguments broken(String message, TaskArtefact task, Consumer<ObjectNode> change) {
    return Arguments.of(message, task, change);
  }
}
