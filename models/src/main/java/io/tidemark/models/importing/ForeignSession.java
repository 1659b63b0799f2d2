package io.tidemark.models.importing;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tidemark.models.onnx.ElementType;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A graph as it was exported, in ONNX Runtime, with its own inputs and outputs. */
final class ForeignSession implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final List<GraphInput> inputs;
  private final List<GraphOutput> outputs;
  private final int features;

  /**
   * @param features of one bar, all together
   */
  ForeignSession(byte[] model, List<GraphInput> inputs, List<GraphOutput> outputs, int features)
      throws OrtException {
    this.inputs = inputs;
    this.outputs = outputs;
    this.features = features;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model, options);
    }
  }

  /** What the outputs say of some rows at once: for each row their numbers one after the other. */
  double[][] run(float[][] rows) throws OrtException {
    Map<String, OnnxTensor> fed = new HashMap<>();
    try {
      for (GraphInput input : inputs) {
        fed.put(input.type().name(), tensor(input, rows));
      }
      try (OrtSession.Result result = session.run(fed)) {
        int width = outputs.stream().mapToInt(GraphOutput::width).sum();
        double[][] answers = new double[rows.length][width];
        int at = 0;
        for (GraphOutput output : outputs) {
          read(result.get(output.name()).orElseThrow(), output, answers, at);
          at += output.width();
        }
        return answers;
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(GraphInput input, float[][] rows) throws OrtException {
    FloatBuffer numbers = FloatBuffer.allocate(rows.length * input.width());
    for (float[] row : rows) {
      numbers.put(input.numbers(row, features));
    }
    numbers.flip();
    long[] shape = input.shape(rows.length);
    if (input.type().element() == ElementType.FLOAT) {
      return OnnxTensor.createTensor(environment, numbers, shape);
    }
    DoubleBuffer wide = DoubleBuffer.allocate(numbers.remaining());
    while (numbers.hasRemaining()) {
      wide.put(numbers.get());
    }
    return OnnxTensor.createTensor(environment, wide.flip(), shape);
  }

  private static void read(OnnxValue value, GraphOutput output, double[][] answers, int at)
      throws OrtException {
    if (value instanceof OnnxSequence maps) {
      List<? extends OnnxValue> rows = maps.getValue();
      for (int row = 0; row < answers.length; row++) {
        Map<?, ?> byClass = ((OnnxMap) rows.get(row)).getValue();
        Map<String, Number> named = new HashMap<>();
        byClass.forEach((name, number) -> named.put(String.valueOf(name), (Number) number));
        for (int i = 0; i < output.width(); i++) {
          Number number = Objects.requireNonNull(named.get(output.classes().get(i)));
          answers[row][at + i] = number.doubleValue();
        }
      }
      return;
    }
    double[] numbers = numbers((OnnxTensor) value);
    if (numbers.length != answers.length * output.width()) {
      throw new IllegalStateException(
          "output '%s' has %d numbers for %d rows, expected %d for each"
              .formatted(output.name(), numbers.length, answers.length, output.width()));
    }
    for (int i = 0; i < numbers.length; i++) {
      answers[i / output.width()][at + i % output.width()] = numbers[i];
    }
  }

  private static double[] numbers(OnnxTensor tensor) {
    if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
      double[] numbers = new double[tensor.getDoubleBuffer().remaining()];
      tensor.getDoubleBuffer().get(numbers);
      return numbers;
    }
    FloatBuffer floats = tensor.getFloatBuffer(); // of halves, too
    double[] numbers = new double[floats.remaining()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = floats.get(i);
    }
    return numbers;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
