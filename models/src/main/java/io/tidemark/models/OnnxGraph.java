package io.tidemark.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A graph of one input and one output in ONNX Runtime, on the calling thread alone. Both live in
 * two direct buffers that are bound once for each size of batch and reused, so that a call
 * allocates no more than ONNX Runtime's own few hundred bytes. Not for several threads at once.
 */
public final class OnnxGraph implements AutoCloseable {

  /** Stands for a width that the graph itself says. */
  static final long ANY = 0;

  /** Every instrument's state holds what such a graph makes. */
  private static final long WIDEST = 1 << 16;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Side in;
  private final Side out;
  private final int most;
  private final @Nullable Binding[] bindings;
  private boolean closed;

  private OnnxGraph(
      OrtEnvironment environment,
      OrtSession session,
      Manifest.Tensor input,
      Manifest.Tensor output,
      int most) {
    this.environment = environment;
    this.session = session;
    this.most = most;
    this.in = Side.of(input, most);
    this.out = Side.of(output, most);
    this.bindings = new Binding[most];
  }

  /**
   * Opens a graph that belongs to no artefact, after the same checks of its file: all weights
   * inside, operators of the ONNX standard only, no larger than {@link OnnxLimits#SERVED}.
   *
   * @param file its name in messages
   * @param opset of the standard's operators
   * @param input name and shape; the batch comes first and is -1
   * @param output the same of what it makes
   * @param most inputs at once
   * @throws ModelRejectedException if one of them does not hold
   */
  public static OnnxGraph open(
      String file, byte[] model, int opset, Manifest.Tensor input, Manifest.Tensor output, int most)
      throws ModelRejectedException {
    OnnxFile.inspect(file, model).requireServable(file, opset, OnnxLimits.SERVED);
    return open(file, model, input, output, most);
  }

  /**
   * Creates the session from bytes (so that no path to other files exists) and holds its input and
   * output against what is expected.
   *
   * @param most inputs at once
   * @throws ModelRejectedException if ONNX Runtime refuses the file or the graph is another one
   */
  static OnnxGraph open(
      String file, byte[] model, Manifest.Tensor input, Manifest.Tensor output, int most)
      throws ModelRejectedException {
    // One environment per process, shared with whoever else uses it: never closed.
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = options()) {
      OrtSession session = environment.createSession(model, options);
      try {
        Manifest.Tensor taken = tensor(file + ": input", session.getInputInfo(), input);
        Manifest.Tensor made = tensor(file + ": output", session.getOutputInfo(), output);
        return new OnnxGraph(environment, session, taken, made, most);
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

  /** The only tensor there is, with the widths that the graph gives it. */
  private static Manifest.Tensor tensor(
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
    boolean same = shape.size() == expected.shape().size();
    for (int i = 0; same && i < shape.size(); i++) {
      long width = expected.shape().get(i);
      same =
          width == ANY
              ? shape.get(i) > 0 && shape.get(i) <= WIDEST // a buffer is made for what it claims
              : width == shape.get(i);
    }
    if (!same) {
      throw ModelRejectedException.of(where, "shape " + expected.shape(), shape);
    }
    return new Manifest.Tensor(expected.name(), shape);
  }

  /** How many numbers an input has. */
  public int inputWidth() {
    return in.width();
  }

  /** How many numbers it makes of an input. */
  public int outputWidth() {
    return out.width();
  }

  /**
   * Runs inputs that lie one after the other.
   *
   * @param inputs {@link #inputWidth()} numbers for each; may be longer
   * @param count how many inputs
   * @param answers takes {@link #outputWidth()} numbers for each input, in the same order
   * @throws IllegalArgumentException if {@code count} is none that it takes, or {@code inputs} is
   *     shorter than so many
   * @throws IllegalStateException if it is closed, or ONNX Runtime fails (which no value of a
   *     number makes it do)
   */
  public void run(float[] inputs, int count, float[] answers) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    if (count < 1 || count > most) {
      throw new IllegalArgumentException("a batch is 1 to " + most + ", was " + count);
    }
    in.buffer().put(0, inputs, 0, count * in.width());
    try {
      Binding binding = binding(count);
      // The answers are in the bound output; the result itself has a native side to be freed.
      session.run(binding.inputs(), binding.outputs()).close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to score", e);
    }
    out.buffer().get(0, answers, 0, count * out.width());
  }

  private Binding binding(int count) throws OrtException {
    Binding binding = bindings[count - 1];
    if (binding == null) {
      OnnxTensor taken = in.tensor(environment, count);
      OnnxTensor made = out.tensor(environment, count);
      binding = new Binding(taken, made, Map.of(in.name(), taken), Map.of(out.name(), made));
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

  /** A buffer, and what it is to the graph. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Side(String name, long[] shape, int width, FloatBuffer buffer) {

    static Side of(Manifest.Tensor tensor, int most) {
      long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
      shape[0] = 1; // the batch
      int width = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
      ByteBuffer bytes =
          ByteBuffer.allocateDirect(Math.multiplyExact(Math.multiplyExact(width, most), 4));
      FloatBuffer buffer = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
      return new Side(tensor.name(), shape, width, buffer);
    }

    OnnxTensor tensor(OrtEnvironment environment, int count) throws OrtException {
      long[] batch = shape.clone();
      batch[0] = count;
      return OnnxTensor.createTensor(environment, buffer.slice(0, count * width), batch);
    }
  }

  /** Both buffers as tensors of one size of batch. */
  private record Binding(
      OnnxTensor in,
      OnnxTensor out,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> outputs) {}
}
