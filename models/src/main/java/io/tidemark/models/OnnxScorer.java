package io.tidemark.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.tidemark.core.score.Scorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A model in ONNX Runtime, on the calling thread alone. Input and output live in two direct buffers
 * that are bound once and reused. Not for several threads at once.
 */
public final class OnnxScorer implements Scorer, AutoCloseable {

  private final OrtSession session;
  private final FloatBuffer input;
  private final FloatBuffer output;
  private final OnnxTensor inputTensor;
  private final OnnxTensor outputTensor;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private boolean closed;

  private OnnxScorer(OrtEnvironment environment, OrtSession session, Manifest manifest)
      throws OrtException {
    long[] shape = manifest.input().shape().stream().mapToLong(Long::longValue).toArray();
    shape[0] = 1; // the batch
    this.session = session;
    input = floats(Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact)));
    output = floats(1);
    inputTensor = OnnxTensor.createTensor(environment, input, shape);
    outputTensor = OnnxTensor.createTensor(environment, output, new long[] {1});
    inputs = Map.of(manifest.input().name(), inputTensor);
    outputs = Map.of(manifest.output().name(), outputTensor);
  }

  /**
   * Creates the session from bytes (so that no path to other files exists) and holds its inputs and
   * outputs against the manifest.
   *
   * @throws ModelRejectedException if ONNX Runtime refuses the file or the graph is another one
   */
  static OnnxScorer open(String file, byte[] model, Manifest manifest)
      throws ModelRejectedException {
    // One environment per process, shared with whoever else uses it: never closed.
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = options()) {
      OrtSession session = environment.createSession(model, options);
      try {
        requireTensor(file + ": input", session.getInputInfo(), manifest.input());
        requireTensor(file + ": output", session.getOutputInfo(), manifest.output());
        return new OnnxScorer(environment, session, manifest);
      } catch (OrtException | ModelRejectedException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ModelRejectedException(file + ": ONNX Runtime refuses it: " + e.getMessage(), e);
    }
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    // A task has one core: a thread that spins while it waits would take it from the others.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    return options;
  }

  private static void requireTensor(
      String where, Map<String, NodeInfo> nodes, Manifest.Tensor expected)
      throws ModelRejectedException {
    NodeInfo node = nodes.get(expected.name());
    if (node == null || nodes.size() != 1) {
      throw ModelRejectedException.of(where, "only " + expected.name(), nodes.keySet());
    }
    if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw ModelRejectedException.of(where, "a tensor of float", node.getInfo());
    }
    List<Long> shape = Arrays.stream(tensor.getShape()).boxed().toList();
    if (!shape.equals(expected.shape())) {
      throw ModelRejectedException.of(where, "shape " + expected.shape(), shape);
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code features} has another length than the model's input
   * @throws IllegalStateException if it is closed, or ONNX Runtime fails (which no value of a
   *     feature makes it do)
   */
  @Override
  public float score(float[] features) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    if (features.length != input.capacity()) {
      throw new IllegalArgumentException(
          "the model takes " + input.capacity() + " numbers, was given " + features.length);
    }
    input.put(0, features);
    try {
      // The answer is in the bound output; the result itself has a native side to be freed.
      session.run(inputs, outputs).close();
      return output.get(0);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to score", e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    inputTensor.close();
    outputTensor.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close a session", e);
    }
  }
}
