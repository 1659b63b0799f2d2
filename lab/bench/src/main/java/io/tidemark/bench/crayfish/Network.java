package io.tidemark.bench.crayfish;

import io.tidemark.models.Manifest;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/**
 * A feed-forward network of the benchmark's shape, 784 -> 32 -> 32 -> 32 -> 10 with 27,562
 * parameters: ReLU between the layers, softmax at the end. Its weights mean nothing and come from a
 * seed by {@link Random}, whose numbers the Java specification fixes: the same file everywhere.
 */
final class Network {

  static final int INPUTS = 784;
  static final int OUTPUTS = 10;

  /** The most images at once, as in the signal job. */
  static final int BATCH = 16;

  private static final String FILE = "network.onnx";
  private static final String INPUT = "image";
  private static final String OUTPUT = "classes";
  private static final int OPSET = 17;

  /** Of the ONNX format, as opset 17 came with. */
  private static final int IR_VERSION = 8;

  /** {@code TensorProto.DataType.FLOAT}. */
  private static final int FLOAT = 1;

  private static final int[] WIDTHS = {INPUTS, 32, 32, 32, OUTPUTS};

  private final float[][] weights = new float[WIDTHS.length - 1][];
  private final float[][] biases = new float[WIDTHS.length - 1][];

  /** A network of random weights, scaled so that no layer swamps the next. */
  Network(long seed) {
    Random random = new Random(seed);
    for (int layer = 0; layer < weights.length; layer++) {
      double scale = Math.sqrt(2.0 / WIDTHS[layer]);
      weights[layer] = normal(random, WIDTHS[layer] * WIDTHS[layer + 1], scale);
      biases[layer] = normal(random, WIDTHS[layer + 1], 0.1);
    }
  }

  private static float[] normal(Random random, int count, double scale) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (random.nextGaussian() * scale);
    }
    return numbers;
  }

  /** Opens a file that {@link #onnx()} made. */
  static OnnxGraph open(byte[] onnx) throws ModelRejectedException {
    return OnnxGraph.open(
        FILE,
        onnx,
        OPSET,
        new Manifest.Tensor(INPUT, List.of(-1L, (long) INPUTS)),
        new Manifest.Tensor(OUTPUT, List.of(-1L, (long) OUTPUTS)),
        BATCH);
  }

  /** The probabilities of the classes in plain Java: what every row is held against. */
  float[] answer(float[] image) {
    double[] values = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      values[i] = image[i];
    }
    for (int layer = 0; layer < weights.length; layer++) {
      values = layer(layer, values);
    }
    double sum = 0;
    for (int i = 0; i < OUTPUTS; i++) {
      values[i] = Math.exp(values[i]);
      sum += values[i];
    }
    float[] answer = new float[OUTPUTS];
    for (int i = 0; i < OUTPUTS; i++) {
      answer[i] = (float) (values[i] / sum);
    }
    return answer;
  }

  private double[] layer(int layer, double[] in) {
    int width = WIDTHS[layer + 1];
    double[] out = new double[width];
    for (int j = 0; j < width; j++) {
      out[j] = biases[layer][j];
    }
    for (int i = 0; i < in.length; i++) {
      for (int j = 0; j < width; j++) {
        out[j] += in[i] * weights[layer][i * width + j];
      }
    }
    if (layer < weights.length - 1) {
      for (int j = 0; j < width; j++) {
        out[j] = Math.max(0, out[j]);
      }
    }
    return out;
  }

  /** As an ONNX file; the numbers of the fields are those of {@code onnx.proto3}. */
  byte[] onnx() {
    ProtobufWriter graph = new ProtobufWriter();
    String from = INPUT;
    for (int layer = 0; layer < weights.length; layer++) {
      boolean last = layer == weights.length - 1;
      String sum = "sum" + layer;
      String to = last ? OUTPUT : "hidden" + layer;
      graph.message(1, node("Gemm", sum, from, "weights" + layer, "biases" + layer));
      graph.message(1, node(last ? "Softmax" : "Relu", to, sum));
      from = to;
    }
    graph.text(2, "crayfish");
    for (int layer = 0; layer < weights.length; layer++) {
      graph.message(5, tensor("weights" + layer, weights[layer], WIDTHS[layer], WIDTHS[layer + 1]));
      graph.message(5, tensor("biases" + layer, biases[layer], WIDTHS[layer + 1]));
    }
    graph.message(11, value(INPUT, INPUTS)).message(12, value(OUTPUT, OUTPUTS));
    return new ProtobufWriter()
        .number(1, IR_VERSION)
        .text(2, "tidemark")
        .message(7, graph)
        .message(8, new ProtobufWriter().text(1, "").number(2, OPSET))
        .bytes();
  }

  private static ProtobufWriter node(String operator, String output, String... inputs) {
    ProtobufWriter node = new ProtobufWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, operator);
  }

  private static ProtobufWriter tensor(String name, float[] numbers, int... shape) {
    ProtobufWriter tensor = new ProtobufWriter();
    for (int width : shape) {
      tensor.number(1, width);
    }
    ByteBuffer raw = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(numbers);
    return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
  }

  private static ProtobufWriter value(String name, int width) {
    ProtobufWriter shape =
        new ProtobufWriter()
            .message(1, new ProtobufWriter().text(2, "batch"))
            .message(1, new ProtobufWriter().number(1, width));
    ProtobufWriter tensor = new ProtobufWriter().number(1, FLOAT).message(2, shape);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }
}
