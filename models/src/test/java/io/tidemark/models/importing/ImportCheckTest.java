package io.tidemark.models.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.score.Task;
import io.tidemark.models.FileGate;
import io.tidemark.models.OnnxGraph;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import io.tidemark.models.importing.ImportRequest.AnswerScale;
import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.NodeAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCheckTest {

  private static final FeatureLists THREE =
      FeatureLists.parse("log_return, rsi(14), macd(12,26,9)");

  @TempDir private Path directory;

  private ImportCheck check(ExportedGraph graph, Task task) {
    return check(graph, ImportRequest.of(THREE, task));
  }

  private ImportCheck check(ExportedGraph graph, ImportRequest request) {
    return ImportCheck.of(graph.write(directory), request);
  }

  private static ImportRequest asking(
      @Nullable String output, int column, @Nullable AnswerScale scale) {
    return new ImportRequest(THREE, Task.DIRECTION, 0, output, column, scale);
  }

  /** What it imports is servable, and equal. */
  private static CheckedModel imported(ImportCheck check) throws Exception {
    assertThat(check.problems()).isEmpty();
    CheckedModel model = Objects.requireNonNull(check.imported());
    assertThat(model.largestDifference()).isLessThanOrEqualTo(1e-6);
    FileGate.require("model.onnx", model.model().bytes(), model.model().opset());
    assertThat(model.model().input().name()).isEqualTo("features");
    return model;
  }

  private static void refused(ImportCheck check, String... problems) {
    assertThat(check.imported()).isNull();
    assertThat(check.problems()).hasSameSizeAs(problems);
    for (int i = 0; i < problems.length; i++) {
      assertThat(check.problems().get(i).toString()).contains(problems[i]);
    }
  }

  @Test
  void aClassifierWithMapsBecomesOneColumn() throws Exception {
    ImportCheck check = check(ExportedGraph.linear(true), Task.DIRECTION);
    CheckedModel model = imported(check);
    assertThat(check.plan())
        .containsExactly(
            "ZipMap dropped, label output 'label' dropped",
            "ai.onnx.ml 1 -> 3",
            "input 'X' renamed features: one bar",
            "column 1 of 'output_probability' (class 1)");
    assertThat(model.model().input().shape()).containsExactly(-1L, 3L);
    assertThat(model.model().output().name()).isEqualTo("probability");
    assertThat(model.model().output().shape()).containsExactly(-1L);
  }

  @Test
  void aClassifierWithoutMapsBecomesTheSame() throws Exception {
    CheckedModel with = imported(check(ExportedGraph.linear(true), Task.DIRECTION));
    CheckedModel without = imported(check(ExportedGraph.linear(false), Task.DIRECTION));
    assertThat(without.model().bytes()).isEqualTo(with.model().bytes());
  }

  @Test
  void treesThatImportNothingOfTheStandardAreTaken() throws Exception {
    CheckedModel model = imported(check(ExportedGraph.trees(), Task.DIRECTION));
    assertThat(model.scoredAlone()).isFalse();
    assertThat(model.model().opset()).isEqualTo(17);
  }

  @Test
  void whatRoundingAddsToASumOfSharesIsTakenOffAndWhatIsMoreIsNoProbability() throws Exception {
    CheckedModel model = imported(check(ExportedGraph.forest(30, 1), Task.DIRECTION));
    try (OnnxGraph graph =
        OnnxGraph.open(
            "model.onnx",
            model.model().bytes(),
            model.model().opset(),
            model.model().input(),
            model.model().output(),
            2)) {
      float[] answers = new float[2];
      graph.run(new float[] {1, 0, 0, -1, 0, 0}, 2, answers);
      assertThat(answers).containsExactly(1, 0);
    }
    refused(
        check(ExportedGraph.forest(30, 1.001f), Task.DIRECTION),
        "answers from 0.00 to 1.00, which are no probabilities");
  }

  @Test
  void aProbabilityInStepsOfAByteIsOne() throws Exception {
    ExportedGraph steps =
        ExportedGraph.lstm(-1, 1)
            .constant(ConstantTensor.floats("step", new long[] {}, 1 / 255f))
            .node("Sigmoid", "logit", "p", Map.of())
            .node("QuantizeLinear", "p, step", "q", Map.of())
            .node("DequantizeLinear", "q, step", "y", Map.of())
            .output("y", ElementType.FLOAT, -1, 1);
    ImportCheck check = check(steps, Task.DIRECTION);
    imported(check);
    assertThat(check.plan())
        .contains("output 'y' renamed probability, rounding beyond 0 and 1 taken off");
  }

  @Test
  void aSizeThatIsMadeAtRunTimeIsSaidWithTheExporterThatWritesItDown() {
    ExportedGraph graph =
        new ExportedGraph("pytorch")
            .opset("", 17)
            .input("x", -1, 3)
            .constant(ConstantTensor.wholes("from", 0))
            .constant(ConstantTensor.wholes("axis", 1))
            .random("D", 3, 1)
            .node("ReduceMax", "x", "most", Map.of("keepdims", new NodeAttribute.Whole(0)))
            .node("Cast", "most", "m", Map.of("to", new NodeAttribute.Whole(ElementType.INT64)))
            .node("Unsqueeze", "m, from", "to", Map.of())
            .node("Slice", "x, from, to, axis", "s", Map.of())
            .node("MatMul", "s, D", "z", Map.of())
            .node("Sigmoid", "z", "y", Map.of())
            .output("y", ElementType.FLOAT, -1, 1);
    refused(
        check(graph, Task.DIRECTION),
        "its size is made at run time, of 'to': torch.onnx.export(..., dynamo=True)");
  }

  @Test
  void importsThatNoOperatorUsesAreDropped() throws Exception {
    ImportCheck check =
        check(
            ExportedGraph.linear(false).opset("com.microsoft", 1).opset("org.example", 3),
            Task.DIRECTION);
    imported(check);
    assertThat(check.plan()).contains("unused import dropped: com.microsoft, org.example");
  }

  @Test
  void aNetworkForOneRowTakesAnyNumber() throws Exception {
    ImportCheck check =
        check(
            ExportedGraph.lstm(1, 1)
                .node("Sigmoid", "logit", "y", Map.of())
                .output("y", ElementType.FLOAT, 1, 1),
            Task.DIRECTION);
    CheckedModel model = imported(check);
    assertThat(check.plan()).contains("batch freed: it was exported for one row");
    assertThat(model.window()).isEqualTo(4);
    assertThat(model.model().input().shape()).containsExactly(-1L, 4L, 3L);
  }

  @Test
  void aShapeInWhichTheRowsAreWrittenDownIsOpened() throws Exception {
    for (long rows : new long[] {1, 8}) {
      ImportCheck check =
          check(
              new ExportedGraph("pytorch")
                  .opset("", 17)
                  .input("x", rows, 2, 3)
                  .constant(ConstantTensor.wholes("flat", rows, 6))
                  .random("D", 6, 1)
                  .node("Reshape", "x, flat", "f", Map.of())
                  .node("MatMul", "f, D", "z", Map.of())
                  .node("Sigmoid", "z", "y", Map.of())
                  .output("y", ElementType.FLOAT, rows, 1),
              Task.DIRECTION);
      imported(check);
    }
  }

  @Test
  void aStateThatIsNoZeroCannotBeFreedAndTheLineThatMendsItIsSaid() {
    ImportCheck check =
        check(
            ExportedGraph.lstm(1, 1)
                .constant(ConstantTensor.floats("zeros", new long[] {1, 1, 2}, 0, 0.5f))
                .node("Sigmoid", "logit", "y", Map.of())
                .output("y", ElementType.FLOAT, 1, 1),
            Task.DIRECTION);
    refused(check, "dynamic_axes={\"input\": {0: \"batch\"}");
  }

  @Test
  void aLogitGetsItsSigmoidUnlessItIsAProbabilityAlready() throws Exception {
    ExportedGraph logit = ExportedGraph.lstm(-1, 1).output("logit", ElementType.FLOAT, -1, 1);
    ImportCheck check = check(logit, Task.DIRECTION);
    imported(check);
    assertThat(check.plan()).contains("sigmoid over the logit 'logit'");

    ExportedGraph squashed =
        new ExportedGraph("")
            .opset("", 17)
            .input("x", -1, 3)
            .constant(ConstantTensor.floats("half", new long[] {1}, 0.5f))
            .constant(ConstantTensor.floats("D", new long[] {3, 1}, 1, -1, 0.1f))
            .node("MatMul", "x, D", "z", Map.of())
            .node("Softsign", "z", "s", Map.of())
            .node("Mul", "s, half", "m", Map.of())
            .node("Add", "m, half", "y", Map.of())
            .output("y", ElementType.FLOAT, -1, 1);
    refused(
        check(squashed, Task.DIRECTION),
        "output 'y' (logit) ends without a sigmoid, but answers from ");
    imported(check(squashed, asking(null, -1, AnswerScale.PROBABILITY)));
  }

  @Test
  void aMarginBesideItsOppositeGetsASigmoidAndTwoLogitsASoftmax() throws Exception {
    CheckedModel plain = imported(check(ExportedGraph.linear(false), Task.DIRECTION));
    ImportCheck raw =
        check(ExportedGraph.linear("NONE", -0.1f), asking(null, -1, AnswerScale.LOGIT));

    assertThat(raw.plan())
        .contains("sigmoid over the logit 'probabilities', column 1 of 'probabilities' (class 1)");
    float[] row = {0.3f, 40, -2};
    assertThat(answer(imported(raw), row)).isCloseTo(answer(plain, row), within(1e-6f));
    refused(
        check(ExportedGraph.linear(false), asking(null, -1, AnswerScale.LOGIT)),
        "is a probability by the graph, and --scale says a logit: leave --scale out");
    ImportCheck apart =
        check(ExportedGraph.linear("NONE", -0.2f), asking(null, -1, AnswerScale.LOGIT));
    imported(apart);
    assertThat(apart.plan()).anyMatch(each -> each.startsWith("softmax over the logit"));
  }

  private static float answer(CheckedModel model, float[] row) throws Exception {
    try (OnnxGraph graph =
        OnnxGraph.open(
            "model.onnx",
            model.model().bytes(),
            model.model().opset(),
            model.model().input(),
            model.model().output(),
            1)) {
      float[] answers = new float[1];
      graph.run(row, 1, answers);
      return answers[0];
    }
  }

  @Test
  void operatorsThatStandInFrontOfWhatTheyTakeAreTaken() throws Exception {
    ExportedGraph unordered =
        new ExportedGraph("pytorch")
            .opset("", 17)
            .input("x", -1, 3)
            .random("w", 3, 1)
            .node("Sigmoid", "z", "y", Map.of())
            .node("MatMul", "half, w", "z", Map.of())
            .node("Identity", "x", "half", Map.of())
            .output("y", ElementType.FLOAT, -1, 1);
    imported(check(unordered, Task.DIRECTION));

    ExportedGraph circle =
        new ExportedGraph("pytorch")
            .opset("", 17)
            .input("x", -1, 3)
            .node("Sigmoid", "z", "y", Map.of())
            .node("Add", "x, y", "z", Map.of())
            .output("y", ElementType.FLOAT, -1, 1);
    assertThat(check(circle, Task.DIRECTION).imported()).isNull();
  }

  @Test
  void whatTakesTheBatchAwayIsRefusedWithTheLineThatKeepsIt() {
    ExportedGraph squeezed =
        new ExportedGraph("pytorch")
            .opset("", 17)
            .input("x", -1, 3)
            .random("w", 3, 1)
            .node("MatMul", "x, w", "z", Map.of())
            .node("Sigmoid", "z", "s", Map.of())
            .node("Squeeze", "s", "y", Map.of())
            .output("y", ElementType.FLOAT, -1);
    refused(check(squeezed, Task.DIRECTION), "return x.squeeze(-1) from forward");

    ExportedGraph second =
        new ExportedGraph("pytorch")
            .opset("", 17)
            .input("x", 16, -1, 3)
            .node("ReduceMean", "x", "m", Map.of("axes", new NodeAttribute.Wholes(0, 2)))
            .node("Sigmoid", "m", "y", Map.of())
            .output("y", ElementType.FLOAT, -1);
    assertThat(check(second, Task.DIRECTION).problems().get(0).toString())
        .contains("its batch is not its first dimension: batch_first=True");
  }

  @Test
  void whatIsQuantisedForOneRuntimeIsRefusedWithItsOwnLine() {
    for (String operator : List.of("QGemm", "QLinearSigmoid")) {
      assertThat(Exporter.OTHER.without("com.microsoft", operator)).contains("QuantFormat.QDQ)");
    }
    assertThat(Exporter.OTHER.without("com.microsoft", "QuantizeLinear"))
        .contains("without UseQDQContribOps");
    assertThat(Exporter.OTHER.without("com.microsoft", "FusedGemm"))
        .as("control")
        .contains("made by its optimiser");
  }

  @Test
  void oneMinusPBesidePIsNoPairOfLogits() throws Exception {
    ImportCheck check =
        check(
            ExportedGraph.lstm(-1, 1)
                .constant(ConstantTensor.floats("unity", new long[] {}, 1))
                .node("Sigmoid", "logit", "p", Map.of())
                .node("Sub", "unity, p", "q", Map.of())
                .node("Concat", "q, p", "y", Map.of("axis", new NodeAttribute.Whole(1)))
                .output("y", ElementType.FLOAT, -1, 2),
            Task.DIRECTION);
    imported(check);
    assertThat(check.plan()).contains("column 1 of 'y'");
  }

  @Test
  void threeClassesAreNoDirection() throws Exception {
    ExportedGraph three =
        ExportedGraph.lstm(-1, 3)
            .node("Softmax", "logit", "p", Map.of("axis", new NodeAttribute.Whole(1)))
            .output("p", ElementType.FLOAT, -1, 3);
    refused(check(three, Task.DIRECTION), "say --task classes, or --column N");
    assertThat(imported(check(three, Task.CLASSES)).model().output().shape())
        .containsExactly(-1L, 3L);
    assertThat(imported(check(three, asking(null, 2, null))).model().output().shape())
        .containsExactly(-1L);
  }

  @Test
  void aMeanAndAStandardDeviationAreAReturn() throws Exception {
    ExportedGraph pair =
        ExportedGraph.lstm(-1, 1)
            .constant(ConstantTensor.wholes("flat", -1))
            .node("Reshape", "logit, flat", "mean", Map.of())
            .node("Softplus", "mean", "sigma", Map.of())
            .output("sigma", ElementType.FLOAT, -1)
            .output("mean", ElementType.FLOAT, -1);
    ImportCheck check = check(pair, Task.RETURN);
    assertThat(imported(check).model().output().shape()).containsExactly(-1L, 2L);
    assertThat(check.plan())
        .contains("mean 'mean' and standard deviation 'sigma' beside one another");
    refused(check(pair, Task.DIRECTION), "--task return");
  }

  /** A linear model over one tensor, so that only the input's form counts. */
  private static ExportedGraph over(ExportedGraph graph, String tensor, int width) {
    return graph
        .opset("", 17)
        .random("D", width, 1)
        .node("MatMul", tensor + ", D", "z", Map.of())
        .node("Sigmoid", "z", "y", Map.of())
        .output("y", ElementType.FLOAT, -1, 1);
  }

  @Test
  void aWindowLaidFlatIsFoundByTheNumberOfFeatures() throws Exception {
    ExportedGraph flat = over(new ExportedGraph("").input("x", -1, 15), "x", 15);
    CheckedModel model = imported(check(flat, Task.DIRECTION));
    assertThat(model.window()).isEqualTo(5);
    assertThat(model.model().input().shape()).containsExactly(-1L, 5L, 3L);
  }

  @Test
  void aTransposedWindowIsTurned() throws Exception {
    ExportedGraph turned =
        over(
            new ExportedGraph("").input("x", -1, 3, 5).node("Flatten", "x", "f", Map.of()),
            "f",
            15);
    ImportCheck check = check(turned, Task.DIRECTION);
    assertThat(imported(check).model().input().shape()).containsExactly(-1L, 5L, 3L);
    assertThat(check.plan().get(0)).contains("a window, transposed (5 bars)");
  }

  @Test
  void oneInputForEachFeatureIsMadeOfTheOne() throws Exception {
    ExportedGraph each =
        over(
            new ExportedGraph("")
                .input("b", -1, 1)
                .input("a", -1, 1)
                .input("features", -1)
                .constant(ConstantTensor.wholes("column", -1, 1))
                .node("Reshape", "features, column", "f", Map.of())
                .node("Concat", "a, b, f", "c", Map.of("axis", new NodeAttribute.Whole(1))),
            "c",
            3);
    imported(check(each, Task.DIRECTION));
    FeatureLists named = FeatureLists.parse("a: log_return; features: rsi(14); b: macd(12,26,9)");
    ImportCheck check = check(each, ImportRequest.of(named, Task.DIRECTION));
    imported(check);
    assertThat(check.plan().get(0))
        .contains("input 'b' made of features: one bar of macd(12,26,9); ", "'a' made of")
        .contains("input 'features' made of features: one number of rsi(14)");
  }

  @Test
  void staticFeaturesBesideAWindowAreThoseOfItsLastBar() throws Exception {
    ExportedGraph both =
        over(
            new ExportedGraph("")
                .input("seq", -1, 4, 2)
                .typedInput("now", ElementType.DOUBLE, -1, 2)
                .node("Flatten", "seq", "f", Map.of())
                .node("Cast", "now", "n", Map.of("to", new NodeAttribute.Whole(1)))
                .node("Concat", "f, n", "c", Map.of("axis", new NodeAttribute.Whole(1))),
            "c",
            10);
    FeatureLists lists = FeatureLists.parse("seq: log_return, rsi(14); now: atr(14), rsi(14)");
    CheckedModel model = imported(check(both, ImportRequest.of(lists, Task.DIRECTION)));
    assertThat(model.features()).containsExactly("log_return", "rsi(14)", "atr(14)");
    assertThat(model.model().input().shape()).containsExactly(-1L, 4L, 3L);
    refused(check(both, Task.DIRECTION), "--features \"seq: a, b; now: a, b\"");
  }

  @Test
  void aModelWhoseAnswersDependOnTheBatchIsScoredAlone() throws Exception {
    ImportCheck check =
        check(
            over(
                new ExportedGraph("")
                    .input("x", -1, 3)
                    .node("DynamicQuantizeLinear", "x", "q, scale, zero", Map.of())
                    .node("DequantizeLinear", "q, scale, zero", "d", Map.of()),
                "d",
                3),
            Task.DIRECTION);
    assertThat(imported(check).scoredAlone()).isTrue();
    assertThat(check.plan().get(check.plan().size() - 1)).startsWith("scored alone: ");
  }

  @Test
  void everyProblemIsSaidAtOnce() {
    ImportCheck check =
        check(
            new ExportedGraph("pytorch")
                .opset("", 17)
                .opset("com.microsoft", 1)
                .opset("org.example", 1)
                .input("x", -1, 7)
                .random("D", 7, 4)
                .node("com.microsoft", "FusedMatMul", "x, D", "z", Map.of())
                .node("org.example", "Mine", "z", "m", Map.of())
                .node("NonZero", "m", "n", Map.of())
                .output("n", ElementType.INT64, -1),
            Task.DIRECTION);
    refused(
        check,
        "input 'x' is float[batch, 7], and 3 features are given",
        "no output is a number: 'n' (label): return torch.sigmoid(x)",
        "com.microsoft.FusedMatMul 'FusedMatMul0' is not served: an operator of one runtime's own",
        "org.example.Mine 'Mine1' is not served: a custom operator",
        "NonZero 'NonZero2' is not served: its size is made at run time");
  }

  @Test
  void loopsAreRefusedAndNeverLoaded() {
    NodeAttribute body = new NodeAttribute.Subgraph(ExportedGraph.lstm(-1, 1).model().graph());
    ImportCheck check =
        check(
            over(
                new ExportedGraph("")
                    .input("x", -1, 3)
                    .constant(ConstantTensor.scalar("turns", Long.MAX_VALUE))
                    .node("Loop", "turns, , x", "l", Map.of("body", body)),
                "l",
                3),
            Task.DIRECTION);
    refused(check, "Loop 'Loop0' is not served: a graph within the graph may run for ever");
  }

  @Test
  void namesThatTheHouseUsesMayStandForAnythingInTheFile() throws Exception {
    ExportedGraph names =
        new ExportedGraph("")
            .opset("", 17)
            .input("probability", -1, 3)
            .random("features", 3, 1)
            .node("MatMul", "probability, features", "cast", Map.of())
            .node("Sigmoid", "cast", "reshape", Map.of())
            .output("reshape", ElementType.FLOAT, -1, 1);
    imported(check(names, Task.DIRECTION));
  }

  @Test
  void halvesAreRefusedWithTheLineThatKeepsTheDigits() {
    ExportedGraph half =
        new ExportedGraph("")
            .opset("", 17)
            .typedInput("x", ElementType.FLOAT16, -1, 3)
            .node("ReduceMean", "x", "m", Map.of("keepdims", new NodeAttribute.Whole(0)))
            .node("Sigmoid", "m", "y", Map.of())
            .output("y", ElementType.FLOAT16, -1);
    ImportCheck check = check(half, Task.DIRECTION);
    assertThat(check.problems().get(0).toString()).contains("keep_io_types=True");
  }

  @Test
  void classesOfUnknownNamesNeedAColumn() throws Exception {
    ExportedGraph named =
        ExportedGraph.lstm(-1, 2)
            .node("Softmax", "logit", "p", Map.of("axis", new NodeAttribute.Whole(1)))
            .ml(
                "ZipMap",
                "p",
                "maps",
                Map.of("classlabels_strings", new NodeAttribute.Texts(List.of("A", "B"))))
            .opset("ai.onnx.ml", 3)
            .maps("maps");
    refused(check(named, Task.DIRECTION), "has the classes [A, B]");
    imported(check(named, asking("maps", 0, null)));
  }

  @Test
  void whatIsNoModelIsRefusedWithAReason() throws Exception {
    ImportRequest request = ImportRequest.of(THREE, Task.DIRECTION);
    refused(ImportCheck.of(directory, request), "it is no plain file");
    refused(ImportCheck.of(directory.resolve("absent"), request), "there is no such file");
    Path cut = ExportedGraph.trees().write(directory);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 300));
    refused(ImportCheck.of(cut, request), "it is no ONNX file: ");
  }

  @Test
  void aGraphBeyondTheBoundsIsRefusedBeforeItIsLookedAt() {
    ExportedGraph many = new ExportedGraph("").opset("", 17).input("v0", -1, 3);
    for (int i = 0; i < 100_000; i++) {
      many.node("Identity", "v" + i, "v" + (i + 1), Map.of());
    }
    refused(
        check(many.output("v100000", ElementType.FLOAT, -1, 3), Task.DIRECTION),
        "it has 100,000 operators, expected at most 2,000");
  }

  @Test
  void aPathThatNobodyAskedForIsNotRun() throws Exception {
    ExportedGraph beside =
        ExportedGraph.linear(false).node("org.example", "Mine", "label", "other", Map.of());
    imported(check(beside, Task.DIRECTION));
  }
}
