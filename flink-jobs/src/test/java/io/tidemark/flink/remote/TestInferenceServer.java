package io.tidemark.flink.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of one model on this machine, that can be made to behave badly. */
public final class TestInferenceServer implements AutoCloseable {

  /** What it does to a question. */
  @FunctionalInterface
  public interface Behaviour {
    /** Writes the answer, of which {@code good} is the right one. */
    void answer(HttpExchange exchange, String good) throws IOException;
  }

  private final LoadedModel model;
  private final AtomicInteger asked = new AtomicInteger();
  private final int port;
  private volatile Behaviour behaviour = TestInferenceServer::good;
  private HttpServer server;
  private ExecutorService executor;

  private TestInferenceServer(LoadedModel model) throws IOException {
    this.model = model;
    this.executor = Executors.newCachedThreadPool();
    this.server = started(0);
    this.port = server.getAddress().getPort();
  }

  /** Serves a model well. */
  public static TestInferenceServer of(ModelArtefact artefact) {
    try {
      return new TestInferenceServer(artefact.open());
    } catch (IOException | ModelRejectedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpServer started(int at) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer fresh = HttpServer.create(new InetSocketAddress(here, at), 50);
    fresh.createContext("/v2/models/", this::take);
    fresh.setExecutor(executor);
    fresh.start();
    return fresh;
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many questions reached it. */
  public int asked() {
    return asked.get();
  }

  /** From now on it does this. */
  public void behave(Behaviour next) {
    behaviour = next;
  }

  /** It answers as it should. */
  public static void good(HttpExchange exchange, String good) throws IOException {
    write(exchange, 200, good);
  }

  /** It takes so long, ms. */
  public static Behaviour after(long millis) {
    return (exchange, good) -> {
      pause(millis);
      write(exchange, 200, good);
    };
  }

  /** Writes a whole answer. */
  public static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Waits, unless the server is stopped. */
  public static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** It is gone, with all that it was about to answer. */
  public synchronized void kill() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** It is there again, at the same place. */
  public synchronized void restart() throws IOException {
    executor = Executors.newCachedThreadPool();
    server = started(port);
  }

  private void take(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    JsonNode question = new ObjectMapper().readTree(exchange.getRequestBody());
    behaviour.answer(exchange, answer(question));
  }

  private synchronized String answer(JsonNode question) {
    JsonNode input = question.at("/inputs/0");
    int count = input.at("/shape/0").asInt();
    JsonNode data = input.get("data");
    int size = data.size() / count;
    StringJoiner numbers = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < count; i++) {
      float[] window = new float[size];
      for (int j = 0; j < size; j++) {
        window[j] = data.get(i * size + j).floatValue();
      }
      numbers.add(Float.toString(model.predict(window).first()));
    }
    return """
    {"model_name": "m", "outputs": [{"name": "%s", "shape": [%d, 1], "datatype": "FP32", \
    "data": %s}]}\
    """
        .formatted(question.at("/outputs/0/name").asText(), count, numbers);
  }

  @Override
  public void close() {
    kill();
    synchronized (this) {
      model.close();
    }
  }
}
