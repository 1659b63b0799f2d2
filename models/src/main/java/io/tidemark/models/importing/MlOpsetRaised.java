package io.tidemark.models.importing;

import io.tidemark.models.onnx.OnnxModel;
import java.util.Set;
import java.util.TreeMap;

/**
 * Exporters of trees write version 1 of {@code ai.onnx.ml}. Version 3 says the same of a file of
 * version 1 and allows more, so that one version is served.
 *
 * @param from the version in the file
 */
record MlOpsetRaised(long from) implements GraphRewrite {

  private static final long TO = 3;

  /** Operators that mean the same in every version from 1 to 3. */
  private static final Set<String> SAME =
      Set.of(
          "ArrayFeatureExtractor",
          "Binarizer",
          "Imputer",
          "LinearClassifier",
          "LinearRegressor",
          "Normalizer",
          "OneHotEncoder",
          "SVMClassifier",
          "SVMRegressor",
          "Scaler",
          "TreeEnsembleClassifier",
          "TreeEnsembleRegressor");

  /** Whether a file is one that it is for. */
  static boolean suits(OnnxModel model) {
    long version = model.opsets().getOrDefault(OnnxModel.ML, TO);
    return version >= 1
        && version < TO
        && model.graph().nodes().stream()
            .filter(node -> node.domain().equals(OnnxModel.ML))
            .allMatch(node -> SAME.contains(node.operator()));
  }

  @Override
  public String sentence() {
    return OnnxModel.ML + " " + from + " -> " + TO;
  }

  @Override
  public OnnxModel apply(OnnxModel model) {
    TreeMap<String, Long> raised = new TreeMap<>(model.opsets());
    raised.put(OnnxModel.ML, TO);
    return model.with(raised);
  }
}
