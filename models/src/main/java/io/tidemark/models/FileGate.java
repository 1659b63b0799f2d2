package io.tidemark.models;

import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelWriter;
import io.tidemark.models.onnx.ProtobufReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's file may hold, for whoever makes such a file: the same rules by which it loads.
 */
public final class FileGate {

  /** Most operators of a graph. */
  public static final int MAX_OPERATORS = OnnxLimits.SERVED.operators();

  /** In every message that the size of a value does not follow from the file. */
  public static final String MADE_AT_RUN_TIME = "its size is made at run time";

  private FileGate() {}

  /** Why an operator is not served; null if it is. */
  public static @Nullable String refusal(String domain, String operator) {
    if (GraphCost.LOOPS.contains(operator)) {
      return GraphCost.ENDLESS;
    }
    OnnxNode node = new OnnxNode("", operator, domain, List.of(), List.of(), Map.of());
    return OperatorShapes.find(node) == null ? GraphCost.why(operator) : null;
  }

  /**
   * Holds a file against all rules of a model that is served.
   *
   * @param file its name in messages
   * @param opset of the standard's operators
   * @return about how many additions and multiplications an input costs
   * @throws ModelRejectedException if one of them does not hold
   */
  public static long require(String file, byte[] model, int opset) throws ModelRejectedException {
    return OnnxFile.inspect(file, model)
        .requireServable(file, opset, OnnxLimits.SERVED)
        .operations();
  }

  /**
   * The shapes of a graph's values for so many inputs at once, as far as they follow from the file.
   *
   * @return by name; without those behind the first operator whose result is not known
   */
  public static Map<String, long[]> shapes(OnnxModel model, int batch) {
    Map<String, OnnxValue> values = new HashMap<>();
    GraphCost most = new GraphCost(OnnxLimits.SERVED.numbers(), OnnxLimits.SERVED.operations());
    try {
      ProtobufReader file = new ProtobufReader(OnnxModelWriter.write(model));
      while (file.next()) {
        if (file.field() == 7) {
          GraphCost.of("", OnnxOutline.read(file.message()), model.opset(), batch, most, values);
        }
      }
    } catch (ModelRejectedException | ProtobufReader.MalformedException e) {
      // What was found up to there is the answer; why the rest is not served is asked elsewhere.
    }
    Map<String, long[]> shapes = new HashMap<>();
    values.forEach((name, value) -> shapes.put(name, value.shape().clone()));
    return shapes;
  }
}
