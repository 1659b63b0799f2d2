package io.tidemark.flink.remote;

import io.tidemark.core.strategy.RemoteSpec;
import io.tidemark.models.Golden;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that another process serves. It is asked about nothing until its answers to the golden
 * inputs of the artefact were those that the artefact records; and after {@value #MOST_FAILURES}
 * failures in a row not until they are so again, for a server that comes back may hold another
 * model. Safe for several threads.
 */
public final class RemoteModel implements AutoCloseable {

  /** How far an answer may be from the golden one: servers compute on other processors. */
  public static final float TOLERANCE = 1e-5f;

  /** The most inputs of one question. */
  public static final int MOST_INPUTS = 32;

  private static final int MOST_FAILURES = 3;
  private static final long REST_NANOS = 2_000_000_000L;

  /** Before a job starts there is time to ask for more than at work. */
  private static final int MOST_AT_START = 256;

  private static final Logger LOG = LoggerFactory.getLogger(RemoteModel.class);

  private final String where;
  private final Golden golden;
  private final int width;
  private final InferenceClient client;
  private final CircuitBreaker breaker =
      new CircuitBreaker(MOST_FAILURES, REST_NANOS, System::nanoTime);

  private volatile CompletableFuture<Void> proof = CompletableFuture.completedFuture(null);

  private RemoteModel(String where, Golden golden, int width, InferenceClient client) {
    this.where = where;
    this.golden = golden;
    this.width = width;
    this.client = client;
  }

  /**
   * Connects to nobody yet.
   *
   * @param artefact of the model that the server is said to have
   * @throws ModelRejectedException if the artefact may not serve
   */
  public static RemoteModel of(ModelArtefact artefact, RemoteSpec remote)
      throws ModelRejectedException {
    ModelDescription description = artefact.describe();
    Manifest.Graph graph = description.manifest().graph();
    List<Long> shape = graph.input().shape();
    int width = graph.form().width();
    InferenceTensors tensors =
        new InferenceTensors(
            or(remote.input(), graph.input().name()),
            shape.subList(1, shape.size()),
            or(remote.output(), graph.output().name()),
            width);
    String version = remote.version().isEmpty() ? "" : "/versions/" + remote.version();
    String model = or(remote.model(), description.ref().id());
    String url = remote.url() + "/v2/models/" + model + version + "/infer";
    return new RemoteModel(
        url, artefact.golden(), width, new InferenceClient(url, remote, tensors));
  }

  private static String or(String written, String otherwise) {
    return written.isEmpty() ? otherwise : written;
  }

  /** How many numbers it answers an input with. */
  public int width() {
    return width;
  }

  /**
   * Asks about inputs that lie one after the other, which are read before this returns.
   *
   * @param count how many, 1 to {@link #MOST_INPUTS}
   * @return completes within the time that was given, by any thread; with a fault where there is no
   *     answer, and at once where the model is not asked
   */
  public CompletableFuture<RemoteAnswer> ask(float[] inputs, int count) {
    if (breaker.state() != CircuitBreaker.State.CLOSED) {
      if (breaker.takeProof()) {
        proof = prove();
      }
      if (proof.isCompletedExceptionally()) {
        proof.join(); // a fault of this program, not of the server
      }
      return CompletableFuture.completedFuture(
          RemoteAnswer.none(
              RemoteFault.BREAKER_OPEN, "it failed, and has not proved itself since"));
    }
    return client
        .ask(inputs, count)
        .thenApply(
            answer -> {
              breaker.asked(answer.fault() == null);
              if (answer.fault() != null && breaker.state() == CircuitBreaker.State.OPEN) {
                LOG.warn("{} is no longer asked: {}", where, answer.detail());
              }
              return answer;
            });
  }

  /**
   * Makes the proof now, where it is due, and waits for it. A question goes before, whose answer
   * may take some seconds: what is asked at work finds both sides warm.
   */
  public void proveNow() {
    if (breaker.takeProof()) {
      client.askFirst(rows(0, 1), 1).join();
      prove().join();
    }
  }

  private CompletableFuture<Void> prove() {
    int rows = Math.min(golden.rows(), MOST_INPUTS);
    return client
        .ask(rows(0, rows), rows)
        .thenAccept(
            answer -> {
              String wrong = wrong(answer, 0, rows);
              breaker.proved(wrong.isEmpty());
              if (wrong.isEmpty()) {
                LOG.info("{} answers the golden inputs as recorded, and is asked", where);
              } else {
                LOG.warn("{} is not asked: {}", where, wrong);
              }
            });
  }

  /**
   * Holds the server against the artefact before a job starts: the first golden input alone, whose
   * answer may take some seconds, and some hundred in questions as large as they will be.
   *
   * @return the first answer that is another than the recorded one, or why there is none, for
   *     people; empty if all are as recorded
   */
  public String problem() {
    String problem = wrong(client.askFirst(rows(0, 1), 1).join(), 0, 1);
    int all = Math.min(golden.rows(), MOST_AT_START);
    for (int from = 0; from < all && problem.isEmpty(); from += MOST_INPUTS) {
      problem = problem(from, Math.min(MOST_INPUTS, all - from));
    }
    return problem.isEmpty() ? "" : where + ": " + problem;
  }

  private String problem(int from, int count) {
    return wrong(client.ask(rows(from, count), count).join(), from, count);
  }

  private float[] rows(int from, int count) {
    float[] first = golden.input(from);
    float[] inputs = Arrays.copyOf(first, first.length * count);
    for (int i = 1; i < count; i++) {
      System.arraycopy(golden.input(from + i), 0, inputs, i * first.length, first.length);
    }
    return inputs;
  }

  /** What is wrong with an answer to golden inputs; empty if nothing is. */
  private String wrong(RemoteAnswer answer, int from, int count) {
    if (answer.fault() != null) {
      return answer.detail();
    }
    try {
      for (int i = 0; i < count; i++) {
        float[] found = Arrays.copyOfRange(answer.numbers(), i * width, (i + 1) * width);
        golden.requireEqual(from + i, found, TOLERANCE);
      }
      return "";
    } catch (ModelRejectedException e) {
      return "it serves another model than the artefact: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
