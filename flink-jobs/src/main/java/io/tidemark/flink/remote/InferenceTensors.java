package io.tidemark.flink.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Questions and answers of the Open Inference Protocol as JSON: one tensor of numbers in, one out.
 *
 * @param input name of the tensor that is given
 * @param inputShape of it without the batch: features, or bars and features
 * @param output name of the tensor that is answered
 * @param width how many numbers it has for each input
 */
record InferenceTensors(String input, List<Long> inputShape, String output, int width) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Text of a number, with what stands around it, is hardly ever longer. */
  private static final int BYTES_OF_A_NUMBER = 64;

  private static final int BYTES_AROUND = 64 << 10;

  /** How long an answer to so many inputs may be, bytes. */
  int mostBytes(int count) {
    return BYTES_AROUND + count * width * BYTES_OF_A_NUMBER;
  }

  /** The numbers of one input. */
  int inputSize() {
    return inputShape.stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
  }

  /**
   * The body of a question.
   *
   * @param inputs one after the other; may be longer
   * @param count how many
   */
  byte[] question(float[] inputs, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(count * inputSize() * 12 + 256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("inputs");
      json.writeStartObject();
      json.writeStringField("name", input);
      json.writeArrayFieldStart("shape");
      json.writeNumber(count);
      for (long dimension : inputShape) {
        json.writeNumber(dimension);
      }
      json.writeEndArray();
      json.writeStringField("datatype", "FP32");
      json.writeArrayFieldStart("data");
      for (int i = 0; i < count * inputSize(); i++) {
        json.writeNumber(inputs[i]);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeArrayFieldStart("outputs");
      json.writeStartObject();
      json.writeStringField("name", output);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an answer.
   *
   * @param count how many inputs it is to
   * @return {@link #width} numbers for each, all finite
   * @throws RemoteFaultException if it is anything else
   */
  float[] answer(byte[] body, int count) throws RemoteFaultException {
    try (JsonParser json = JSON.createParser(body)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "the answer is no JSON object");
      float[] numbers = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean outputs = json.currentName().equals("outputs");
        json.nextToken();
        if (outputs) {
          numbers = outputs(json, count);
        } else {
          json.skipChildren();
        }
      }
      require(json.nextToken() == null, "something follows the answer");
      if (numbers == null) {
        throw bad("the answer has no outputs");
      }
      return numbers;
    } catch (RemoteFaultException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw bad("the answer is no valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read but from memory", e);
    }
  }

  private float[] outputs(JsonParser json, int count) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "outputs is no list");
    float[] found = null;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken() == JsonToken.START_OBJECT, "an output is no object");
      TensorText tensor = TensorText.read(json, count * width);
      if (tensor.name().equals(output)) {
        require(found == null, "two outputs are called " + output);
        found = numbers(tensor, count);
      }
    }
    if (found == null) {
      throw bad("no output is called " + output);
    }
    return found;
  }

  private float[] numbers(TensorText tensor, int count) throws RemoteFaultException {
    List<Long> shape = tensor.shape();
    boolean flat = width == 1 && shape.equals(List.of((long) count));
    require(
        flat || shape.equals(List.of((long) count, (long) width)),
        output + " has shape " + shape + ", expected [" + count + ", " + width + "]");
    require(
        tensor.datatype().equals("FP32") || tensor.datatype().equals("FP64"),
        output + " has datatype " + tensor.datatype() + ", expected FP32 or FP64");
    require(
        tensor.numbers() == count * width,
        output + " has " + tensor.numbers() + " numbers, expected " + count * width);
    float[] numbers = Arrays.copyOf(tensor.data(), count * width);
    for (float number : numbers) {
      require(Float.isFinite(number), output + " holds a number that is not finite");
    }
    return numbers;
  }

  static void require(boolean holds, String otherwise) throws RemoteFaultException {
    if (!holds) {
      throw bad(otherwise);
    }
  }

  private static RemoteFaultException bad(String message) {
    return new RemoteFaultException(RemoteFault.BAD_ANSWER, message);
  }
}
