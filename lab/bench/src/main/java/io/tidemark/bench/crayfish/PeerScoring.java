package io.tidemark.bench.crayfish;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;

/**
 * One call per event: boxed numbers are flattened, unboxed and copied into a tensor of this call
 * alone, and what {@code getValue()} copies out is boxed again. One thread, as in the benchmark.
 * Unlike there, tensors and results are closed: what leaks would slow it down in the end.
 */
final class PeerScoring extends RichMapFunction<PeerBatch, PeerBatch> {

  private static final long serialVersionUID = 1;

  private final byte[] onnx;

  private transient OrtEnvironment environment;
  private transient @Nullable OrtSession session;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  PeerScoring(byte[] onnx) {
    this.onnx = onnx;
  }

  @Override
  public void open(OpenContext context) throws OrtException {
    environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setInterOpNumThreads(1);
      options.setIntraOpNumThreads(1);
      session = environment.createSession(onnx, options);
    }
  }

  @Override
  public PeerBatch map(PeerBatch batch) throws OrtException {
    OrtSession opened = Objects.requireNonNull(session);
    List<List<Float>> images = Objects.requireNonNull(batch.datapointBatch());
    List<Float> flat = images.stream().flatMap(List::stream).toList();
    float[] numbers = new float[flat.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = flat.get(i);
    }
    long[] shape = {images.size(), numbers.length / images.size()};
    String input = opened.getInputNames().iterator().next();
    try (OnnxTensor tensor =
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), shape)) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put(input, tensor);
      try (OrtSession.Result result = opened.run(inputs)) {
        return new PeerBatch(
            batch.id(), batch.creationTimestamp(), null, boxed(result.get(0).getValue()));
      }
    }
  }

  private static List<List<Float>> boxed(Object answers) {
    List<List<Float>> batch = new ArrayList<>();
    for (float[] answer : (float[][]) answers) {
      List<Float> boxed = new ArrayList<>();
      for (float probability : answer) {
        boxed.add(probability);
      }
      batch.add(boxed);
    }
    return batch;
  }

  @Override
  public void close() throws OrtException {
    if (session != null) {
      session.close();
    }
  }
}
