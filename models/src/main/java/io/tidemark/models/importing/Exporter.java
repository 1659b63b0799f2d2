package io.tidemark.models.importing;

import java.util.Locale;
import java.util.Set;

/** Who wrote a file, and so which line of a person's own code mends it. */
enum Exporter {
  SKLEARN,
  ONNXMLTOOLS,
  PYTORCH,
  TENSORFLOW,
  OTHER;

  /** They are the standard's, too. */
  private static final Set<String> STEPS = Set.of("DequantizeLinear", "QuantizeLinear");

  static Exporter of(String producer) {
    String name = producer.toLowerCase(Locale.ROOT);
    if (name.contains("skl2onnx")) {
      return SKLEARN;
    } else if (name.contains("onnxmltools")) {
      return ONNXMLTOOLS;
    } else if (name.contains("pytorch")) {
      return PYTORCH;
    }
    return name.contains("tf2onnx") || name.contains("keras") ? TENSORFLOW : OTHER;
  }

  /** How to have probabilities among the outputs. */
  String probabilities() {
    return switch (this) {
      case SKLEARN ->
          "convert the classifier with options={id(model): {\"zipmap\": False}}; a model without"
              + " predict_proba has none";
      case ONNXMLTOOLS -> "convert the classifier with zipmap=False";
      case PYTORCH -> "return torch.sigmoid(x) or torch.softmax(x, -1) from forward";
      case TENSORFLOW -> "end the model with a sigmoid or softmax layer";
      case OTHER -> "export an output of floats";
    };
  }

  /** How to export for any number of rows. */
  String freeBatch() {
    return switch (this) {
      case SKLEARN, ONNXMLTOOLS -> "initial_types=[(\"features\", FloatTensorType([None, F]))]";
      case PYTORCH ->
          "torch.onnx.export(..., dynamic_axes={\"input\": {0: \"batch\"}, \"output\": {0:"
              + " \"batch\"}}), or with dynamo=True dynamic_shapes=({0:"
              + " torch.export.Dim(\"batch\")},)";
      case TENSORFLOW -> "input_signature=[tf.TensorSpec([None, ...], tf.float32)]";
      case OTHER -> "export it with the first dimension open";
    };
  }

  /** How to keep the batch where a row's one number stands alone. */
  String batchKept() {
    return this == PYTORCH
        ? "return x.squeeze(-1) from forward: squeeze() takes the batch away, too, when it is one"
            + " row"
        : "export an output of one number, or one row of numbers, for each row";
  }

  /** How to have every size but that of the batch written down; empty if that is not known. */
  String fixedSizes() {
    return this == PYTORCH
        ? "torch.onnx.export(..., dynamo=True), which writes sizes as numbers where the older"
            + " exporter works them out at run time"
        : "";
  }

  /** How to do without functions of the file's own. */
  String inlined() {
    return this == PYTORCH
        ? "torch.onnx.export(..., dynamo=True, optimize=True), or"
            + " onnx.inliner.inline_local_functions(model)"
        : "onnx.inliner.inline_local_functions(model)";
  }

  /** How to do without an operator. */
  String without(String domain, String operator) {
    if (domain.equals("com.microsoft") && STEPS.contains(operator)) {
      return "an operator of one runtime's own: quantize_static(...,"
          + " quant_format=QuantFormat.QDQ) without UseQDQContribOps, with 8 bits or with opset 21";
    } else if (domain.equals("com.microsoft") && isInteger(operator)) {
      return "an operator of one runtime's own: quantize_static(...,"
          + " quant_format=QuantFormat.QDQ), or import the model before it was quantised";
    } else if (domain.equals("com.microsoft") && isQuantised(operator)) {
      return "an operator of one runtime's own: quantize_dynamic(...,"
          + " op_types_to_quantize=[\"MatMul\", \"Gemm\"]), or import the model before it was"
          + " quantised";
    } else if (domain.equals("com.microsoft")) {
      return "an operator of one runtime's own, made by its optimiser: import the file that the"
          + " exporter wrote, before onnxruntime's transformers.optimizer or an"
          + " optimized_model_filepath";
    } else if (!domain.isEmpty() && !domain.equals("ai.onnx.ml")) {
      return "a custom operator: export the model with operators of the standard alone"
          + (this == PYTORCH ? ", without custom_opsets" : "");
    }
    return this == SKLEARN && operator.equals("Scan")
        ? "scikit-learn's nearest neighbours and kernels are exported as loops, which may run for"
            + " ever: take another kind of model"
        : "";
  }

  /** Of {@code QuantFormat.QOperator}. */
  private static boolean isInteger(String operator) {
    return operator.startsWith("QLinear") || operator.equals("QGemm");
  }

  private static boolean isQuantised(String operator) {
    return operator.contains("Quant") || operator.contains("Integer") || operator.contains("NBits");
  }
}
