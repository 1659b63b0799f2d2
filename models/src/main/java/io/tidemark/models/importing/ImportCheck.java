package io.tidemark.models.importing;

import ai.onnxruntime.OrtException;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.models.FileGate;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelWriter;
import io.tidemark.models.onnx.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file that somebody wants to import: the plan and its proof, or all problems at
 * once. Nothing is written.
 *
 * @param plan sentences, in their order
 * @param problems empty if it can be imported
 * @param imported what an import goes on with; null if there are problems
 */
public record ImportCheck(
    List<String> plan, List<GraphProblem> problems, @Nullable CheckedModel imported) {

  /**
   * A model that can be imported.
   *
   * @param original the bytes that were read, without weights of other files
   * @param model in the house's form
   * @param form what the numbers of its answers are; null if the file does not say it
   * @param features in the order of its input
   * @param window bars of one scoring
   * @param scoredAlone whether the other rows of a batch change its answers
   * @param rows that proved it equal to the original
   * @param largestDifference between them, relative
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record CheckedModel(
      byte[] original,
      HouseModel model,
      @Nullable AnswerForm form,
      List<String> features,
      int window,
      boolean scoredAlone,
      int rows,
      double largestDifference) {}

  public ImportCheck {
    plan = List.copyOf(plan);
    problems = List.copyOf(problems);
  }

  /** Reads a file, plans, rewrites and proves. */
  public static ImportCheck of(Path file, ImportRequest request) {
    ModelSource source;
    try {
      source = ModelSource.read(file);
    } catch (ModelSource.UnreadableException e) {
      return refused(List.of(), new GraphProblem(String.valueOf(e.getMessage()), ""));
    }
    GraphPlan plan = GraphPlan.of(source.model(), request);
    List<String> sentences = new ArrayList<>(source.sentences());
    sentences.addAll(plan.sentences());
    AnswerSource form = plan.form();
    if (!plan.problems().isEmpty() || form == null) {
      return new ImportCheck(sentences, plan.problems(), null);
    }
    return proved(source, plan, form, request, sentences);
  }

  private static ImportCheck refused(List<String> plan, GraphProblem problem) {
    return new ImportCheck(plan, List.of(problem), null);
  }

  private static ImportCheck proved(
      ModelSource source,
      GraphPlan plan,
      AnswerSource form,
      ImportRequest request,
      List<String> sentences) {
    HouseModel model = model(source.name(), plan.rewritten());
    List<String> features = request.features().all();
    EqualityProof proof;
    try {
      long operations = FileGate.require(model.file(), model.bytes(), model.opset());
      float[][] rows =
          RandomRows.of(EqualityProof.rows(operations), features.size() * plan.window());
      proof = EqualityProof.of(plan, form, model, rows);
    } catch (ModelRejectedException e) {
      return refused(sentences, new GraphProblem(String.valueOf(e.getMessage()), mend(plan, e)));
    } catch (OrtException | IllegalStateException e) {
      return refused(sentences, failure(plan, e));
    }
    GraphProblem problem = problem(plan, form, proof, request.scale() != null);
    if (problem != null) {
      return refused(sentences, problem);
    }
    return accepted(source, plan, model, ShownForm.of(form), proof, sentences);
  }

  private static ImportCheck accepted(
      ModelSource source,
      GraphPlan plan,
      HouseModel model,
      @Nullable AnswerForm form,
      EqualityProof proof,
      List<String> sentences) {
    if (proof.isScoredAlone()) {
      sentences.add(
          "scored alone: what else is in a batch changes its answers by up to %.1e"
              .formatted(proof.batchEffect()));
    }
    return new ImportCheck(
        sentences,
        List.of(),
        new CheckedModel(
            source.bytes(),
            model,
            form,
            plan.features(),
            plan.window(),
            proof.isScoredAlone(),
            proof.rows(),
            proof.largest()));
  }

  private static HouseModel model(String file, OnnxModel rewritten) {
    ValueType input = rewritten.graph().inputs().get(0);
    ValueType output = rewritten.graph().outputs().get(0);
    return new HouseModel(
        file, OnnxModelWriter.write(rewritten), rewritten.opset(), tensor(input), tensor(output));
  }

  private static Manifest.Tensor tensor(ValueType value) {
    return new Manifest.Tensor(
        value.name(), value.shape().stream().map(ValueType.Dimension::length).toList());
  }

  private static String mend(GraphPlan plan, ModelRejectedException e) {
    if (plan.fixedBatch() > 0) {
      return plan.exporter().freeBatch();
    }
    boolean sizes = String.valueOf(e.getMessage()).contains(FileGate.MADE_AT_RUN_TIME);
    return sizes ? plan.exporter().fixedSizes() : "";
  }

  private static GraphProblem failure(GraphPlan plan, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String why = String.valueOf(cause.getMessage()).strip();
    return new GraphProblem("ONNX Runtime cannot run it: " + why, mend(plan, why));
  }

  private static String mend(GraphPlan plan, String why) {
    if (why.contains("model IR version")) {
      return "write it in an older form: model = onnx.load(FILE); model.ir_version = 10;"
          + " onnx.save(model, FILE)";
    } else if (why.contains("ORT_NOT_IMPLEMENTED")) {
      return "it has that operator for 32-bit floats: export it after model.float()";
    }
    return plan.fixedBatch() > 0 ? plan.exporter().freeBatch() : "";
  }

  /**
   * @param said whether a person said what the numbers are
   */
  private static @Nullable GraphProblem problem(
      GraphPlan plan, AnswerSource form, EqualityProof proof, boolean said) {
    if (proof.largest() > EqualityProof.TOLERANCE) {
      return new GraphProblem(
          "the rewritten graph answers otherwise than the original, by up to %.1e of %d rows"
              .formatted(proof.largest(), proof.rows()),
          plan.fixedBatch() > 0 ? plan.exporter().freeBatch() : "");
    }
    if (proof.answers().getCount() == 0) {
      return new GraphProblem("it answers no random row with a number", "");
    }
    if (!said && proof.isSquashedTwice(form)) {
      return new GraphProblem(
          "output %s ends without a sigmoid, but answers from %.3g to %.3g"
              .formatted(
                  form.outputs().get(0), proof.exported().getMin(), proof.exported().getMax()),
          "say --scale probability if that is what it is, or --scale logit");
    }
    if (form.isProbability() && (proof.answers().getMin() < 0 || proof.answers().getMax() > 1)) {
      return new GraphProblem(
          "output %s answers from %.3g to %.3g, which are no probabilities"
              .formatted(form.outputs().get(0), proof.answers().getMin(), proof.answers().getMax()),
          "say --scale logit if that is what it is, or --task return");
    }
    return null;
  }
}
