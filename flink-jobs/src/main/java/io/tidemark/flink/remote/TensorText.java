package io.tidemark.flink.remote;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as an answer writes it, its numbers in one row however they are nested.
 *
 * @param name of the tensor; empty if it has none
 * @param datatype such as {@code FP32}; empty if it has none
 * @param shape as it is written
 * @param data the first numbers, as many as are wanted at most
 * @param numbers how many there are, counted one beyond what is wanted at most; 0 if there are no
 *     data, or they are no numbers
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one call
record TensorText(String name, String datatype, List<Long> shape, float[] data, int numbers) {

  private static final int MOST_DIMENSIONS = 8;

  /**
   * Reads one; the parser stands at its beginning, and then at its end.
   *
   * @param wanted how many numbers
   */
  static TensorText read(JsonParser json, int wanted) throws IOException {
    String name = "";
    String datatype = "";
    List<Long> shape = List.of();
    float[] data = new float[wanted];
    int numbers = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = json.getValueAsString("");
        case "datatype" -> datatype = json.getValueAsString("");
        case "shape" -> shape = shape(json);
        case "data" -> numbers = data(json, data);
        default -> json.skipChildren();
      }
    }
    return new TensorText(name, datatype, shape, data, numbers);
  }

  private static List<Long> shape(JsonParser json) throws IOException {
    InferenceTensors.require(json.currentToken() == JsonToken.START_ARRAY, "a shape is no list");
    List<Long> shape = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
      InferenceTensors.require(
          whole && shape.size() < MOST_DIMENSIONS, "a shape is no short list of whole numbers");
      shape.add(json.getLongValue());
    }
    return shape;
  }

  /** Of another output that is not looked at, they may be texts: then it has no numbers. */
  private static int data(JsonParser json, float[] data) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return 0;
    }
    int depth = 1;
    int numbers = 0;
    boolean texts = false;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token == null) {
        throw new RemoteFaultException(RemoteFault.BAD_ANSWER, "the answer ends in its middle");
      }
      switch (token) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          if (numbers < data.length) {
            data[numbers] = Float.parseFloat(json.getText());
          }
          numbers = Math.min(numbers + 1, data.length + 1);
        }
        default -> {
          texts = true;
          json.skipChildren();
        }
      }
    }
    return texts ? 0 : numbers;
  }
}
