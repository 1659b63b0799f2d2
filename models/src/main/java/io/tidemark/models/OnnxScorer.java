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
import org.jspecify.annotations.Nullable;

/**
 * A model in ONNX Runtime, on the calling thread alone. Input and output live in two direct buffers
 * that are bound once for each size of batch and reused, so that a call allocates no more than ONNX
 * Runtime's own few hundred bytes. Not for several threads at once.
 */
public final class OnnxScorer implements Scorer, AutoCloseable {

  /** Beyond this a batch gains nothing on any kind of model we know, and trees lose. */
  static final int MAX_BATCH = 32;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String inputName;
  private final String outputName;
  private final long[] shape;
  private final int width;
  private final FloatBuffer input;
  private final FloatBuffer output;
  private final @Nullable Binding[] bindings = new Binding[MAX_BATCH];
  private int batch = MAX_BATCH;
  private boolean closed;

  private OnnxScorer(OrtEnvironment environment, OrtSession session, Manifest manifest) {
    this.environment = environment;
    this.session = session;
    inputName = manifest.input().name();
    outputName = manifest.output().name();
    shape = manifest.input().shape().stream().mapToLong(Long::longValue).toArray();
    shape[0] = 1; // the batch
    width = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
    input = floats(Math.multiplyExact(width, MAX_BATCH));
    output = floats(MAX_BATCH);
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

  @Override
  public int batch() {
    return batch;
  }

  /** From now on it says that it scores one input at a time. */
  void scoreAlone() {
    batch = 1;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code count} is none that it takes, or {@code inputs} is
   *     shorter than so many
   * @throws IllegalStateException if it is closed, or ONNX Runtime fails (which no value of a
   *     feature makes it do)
   */
  @Override
  public void score(float[] inputs, int count, float[] answers) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    if (count < 1 || count > MAX_BATCH) {
      throw new IllegalArgumentException("a batch is 1 to " + MAX_BATCH + ", was " + count);
    }
    input.put(0, inputs, 0, count * width);
    try {
      Binding binding = binding(count);
      // The answers are in the bound output; the result itself has a native side to be freed.
      session.run(binding.inputs(), binding.outputs()).close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to score", e);
    }
    output.get(0, answers, 0, count);
  }

  /**
   * Scores one input.
   *
   * @throws IllegalArgumentException if it has another length than the model's input
   */
  public float score(float[] features) {
    if (features.length != width) {
      throw new IllegalArgumentException(
          "the model takes " + width + " numbers, was given " + features.length);
    }
    float[] answer = new float[1];
    score(features, 1, answer);
    return answer[0];
  }

  private Binding binding(int count) throws OrtException {
    Binding binding = bindings[count - 1];
    if (binding == null) {
      long[] batch = shape.clone();
      batch[0] = count;
      OnnxTensor in = OnnxTensor.createTensor(environment, input.slice(0, count * width), batch);
      OnnxTensor out =
          OnnxTensor.createTensor(environment, output.slice(0, count), new long[] {count});
      binding = new Binding(in, out, Map.of(inputName, in), Map.of(outputName, out));
      bindings[count - 1] = binding;
    }
    return binding;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Binding binding : bindings) {
      if (binding != null) {
        binding.in().close();
        binding.out().close();
      }
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close a session", e);
    }
  }

  /** Both buffers as tensors of one size of batch. */
  private record Binding(
      OnnxTensor in,
      OnnxTensor out,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> outputs) {}
}
