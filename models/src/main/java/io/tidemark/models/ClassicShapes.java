package io.tidemark.models;

import static java.util.Map.entry;

import io.tidemark.models.OperatorCall.UnknownShapeException;
import io.tidemark.models.OperatorShapes.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the operators of {@code ai.onnx.ml} make that are served. Weights that are read as a matrix
 * must be one, so that it need not be the runtime that finds a list too short.
 */
final class ClassicShapes {

  private ClassicShapes() {}

  static Map<String, Rule> rules() {
    return Map.ofEntries(
        entry("Scaler", ClassicShapes::same),
        entry("Normalizer", ClassicShapes::same),
        entry("Imputer", ClassicShapes::same),
        entry("Binarizer", ClassicShapes::same),
        entry("LabelEncoder", ClassicShapes::same),
        entry("OneHotEncoder", ClassicShapes::oneOfCategories),
        entry("ArrayFeatureExtractor", ClassicShapes::extracted),
        entry("LinearRegressor", ClassicShapes::linear),
        entry("LinearClassifier", ClassicShapes::linearClasses),
        entry("SVMRegressor", ClassicShapes::vectors),
        entry("SVMClassifier", ClassicShapes::vectorClasses),
        entry("TreeEnsembleRegressor", ClassicShapes::trees),
        entry("TreeEnsemble", ClassicShapes::trees),
        entry("TreeEnsembleClassifier", ClassicShapes::classes));
  }

  private static List<OnnxValue> same(OperatorCall call) throws UnknownShapeException {
    return List.of(OnnxValue.of(call.in(0).shape()));
  }

  /** One more dimension, with a place for each category. */
  private static List<OnnxValue> oneOfCategories(OperatorCall call) throws UnknownShapeException {
    if (call.attribute("zeros", 1) == 0) {
      throw new UnknownShapeException(
          "a number of no category would fail; export it with handle_unknown=\"ignore\"");
    }
    long[] shape = Arrays.copyOf(call.in(0).shape(), call.in(0).rank() + 1);
    shape[shape.length - 1] = names(call, "cats_int64s", "cats_strings");
    return List.of(OnnxValue.of(shape));
  }

  /** Columns of the last dimension. */
  private static List<OnnxValue> extracted(OperatorCall call) throws UnknownShapeException {
    long[] shape = call.in(0).rank() == 1 ? new long[] {1, 0} : call.in(0).shape().clone();
    if (shape.length == 0) {
      throw new UnknownShapeException("columns of a single number");
    }
    shape[shape.length - 1] = call.in(1).elements();
    return List.of(OnnxValue.of(shape));
  }

  private static List<OnnxValue> linear(OperatorCall call) throws UnknownShapeException {
    long targets = call.attribute("targets", 1);
    matrix(call, "coefficients", targets, width(call));
    long intercepts = floats(call, "intercepts");
    if (intercepts != 0 && intercepts != targets) {
      throw new UnknownShapeException(intercepts + " intercepts for " + targets + " targets");
    }
    return List.of(OnnxValue.of(rows(call), targets));
  }

  private static List<OnnxValue> linearClasses(OperatorCall call) throws UnknownShapeException {
    List<OnnxValue> made = classes(call);
    long classes = made.get(1).shape()[1];
    long intercepts = floats(call, "intercepts");
    boolean one = intercepts == 1 && classes == 2;
    if (intercepts < 1 || (intercepts != classes && !one)) {
      throw new UnknownShapeException(intercepts + " intercepts for " + classes + " classes");
    }
    matrix(call, "coefficients", intercepts, width(call));
    return made;
  }

  private static List<OnnxValue> vectors(OperatorCall call) throws UnknownShapeException {
    long supports = call.attribute("n_supports", 0);
    if (supports == 0) {
      matrix(call, "coefficients", 1, width(call));
    } else {
      matrix(call, "support_vectors", supports, width(call));
      matrix(call, "coefficients", 1, supports);
    }
    matrix(call, "rho", 1, 1);
    return List.of(OnnxValue.of(rows(call), 1));
  }

  private static List<OnnxValue> vectorClasses(OperatorCall call) throws UnknownShapeException {
    List<OnnxValue> made = classes(call);
    long classes = made.get(1).shape()[1];
    long[] each = call.list("vectors_per_class");
    if (each == null || each.length != classes || Arrays.stream(each).anyMatch(n -> n < 0)) {
      throw new UnknownShapeException("no number of support vectors for each class");
    }
    long supports = Arrays.stream(each).reduce(0, Math::addExact);
    long pairs = classes * (classes - 1) / 2;
    matrix(call, "support_vectors", supports, width(call));
    matrix(call, "coefficients", classes - 1, supports);
    matrix(call, "rho", 1, pairs);
    for (String name : List.of("prob_a", "prob_b")) {
      if (floats(call, name) != 0) {
        matrix(call, name, 1, pairs);
      }
    }
    return made;
  }

  private static List<OnnxValue> trees(OperatorCall call) throws UnknownShapeException {
    return List.of(OnnxValue.of(call.width(0, 0), call.attribute("n_targets", 1)));
  }

  /** The label, and a number for each class. */
  private static List<OnnxValue> classes(OperatorCall call) throws UnknownShapeException {
    long rows = rows(call);
    // The linear and the support vector classifier have a name of their own for the labels.
    String labels = call.says("classlabels_ints") ? "classlabels_ints" : "classlabels_int64s";
    return List.of(
        OnnxValue.of(rows), OnnxValue.of(rows, names(call, labels, "classlabels_strings")));
  }

  /** One row, or as many as the input has. */
  private static long rows(OperatorCall call) throws UnknownShapeException {
    return call.in(0).rank() < 2 ? 1 : call.width(0, 0);
  }

  private static long width(OperatorCall call) throws UnknownShapeException {
    return call.width(0, call.in(0).rank() < 2 ? 0 : 1);
  }

  /** How many whole numbers or texts an operator says, whichever it says. */
  private static long names(OperatorCall call, String numbers, String texts) {
    long[] whole = call.list(numbers);
    OnnxNode.Attribute words = call.node().attributes().get(texts);
    return (whole == null ? 0 : whole.length) + (words == null ? 0 : words.strings());
  }

  private static long floats(OperatorCall call, String name) {
    OnnxNode.Attribute numbers = call.node().attributes().get(name);
    return numbers == null ? 0 : numbers.floats();
  }

  private static void matrix(OperatorCall call, String name, long rows, long columns)
      throws UnknownShapeException {
    if (floats(call, name) != Math.multiplyExact(rows, columns)) {
      throw new UnknownShapeException(
          "%d %s, expected %d for each of %d".formatted(floats(call, name), name, columns, rows));
    }
  }
}
