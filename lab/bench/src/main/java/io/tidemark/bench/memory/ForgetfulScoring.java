package io.tidemark.bench.memory;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tidemark.client.CommandFailedException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The control: a scorer that closes neither its tensors nor its results. It must be seen to grow.
 */
final class ForgetfulScoring implements RepeatedWork {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;
  private final long[] shape;
  private final FloatBuffer numbers;

  ForgetfulScoring(Path model, int windowBars, int features) throws Exception {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(Files.readAllBytes(model), options);
    }
    input = session.getInputNames().iterator().next();
    shape = windowBars == 1 ? new long[] {1, features} : new long[] {1, windowBars, features};
    numbers = FloatBuffer.allocate(windowBars * features);
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // that is the point
  public void repeat(long times) throws OrtException {
    for (long i = 0; i < times; i++) {
      OnnxTensor tensor = OnnxTensor.createTensor(environment, numbers, shape);
      OrtSession.Result result = session.run(Map.of(input, tensor));
      if (result.size() == 0) {
        throw new CommandFailedException("the model gave no answer");
      }
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close a session", e);
    }
  }
}
