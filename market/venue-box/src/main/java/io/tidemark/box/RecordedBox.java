package io.tidemark.box;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * A venue on this machine that says what was recorded of it: the texts of one connection over a
 * real WebSocket, whatever is subscribed to, and recorded answers over real HTTP.
 */
public final class RecordedBox implements AutoCloseable {

  private final Sockets sockets;
  private final HttpServer http;

  /**
   * Begins to answer.
   *
   * @param answers by the request's path and query
   * @throws IOException if it cannot
   */
  public RecordedBox(Function<String, Optional<String>> answers)
      throws IOException, InterruptedException {
    sockets = new Sockets();
    sockets.start();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", exchange -> answer(exchange, answers));
    http.start();
    sockets.await(sockets.ready, "the socket did not start");
  }

  /** Where its socket is, without a path. */
  public URI socket() {
    return URI.create("ws://127.0.0.1:" + sockets.getPort());
  }

  /** Where it answers requests, without a path. */
  public URI rest() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /**
   * Sends texts to whoever is connected, waiting for the first one.
   *
   * @param perSecond how many
   * @throws IOException if nobody connects
   */
  public void play(List<String> texts, int perSecond) throws IOException, InterruptedException {
    sockets.await(sockets.connected, "nobody connected");
    long begin = System.nanoTime();
    for (int i = 0; i < texts.size(); i++) {
      long due = begin + TimeUnit.SECONDS.toNanos(i) / perSecond;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      sockets.broadcast(texts.get(i));
    }
  }

  private static void answer(HttpExchange exchange, Function<String, Optional<String>> answers)
      throws IOException {
    Optional<String> answer = answers.apply(exchange.getRequestURI().toString());
    byte[] bytes = answer.orElse("{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.isPresent() ? 200 : 404, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
    try {
      sockets.stop(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server's side of the connections. */
  private static final class Sockets extends WebSocketServer {

    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch connected = new CountDownLatch(1);

    Sockets() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      setReuseAddr(true);
    }

    void await(CountDownLatch latch, String otherwise) throws IOException, InterruptedException {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException(otherwise);
      }
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      connected.countDown();
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onMessage(WebSocket socket, String message) {}

    @Override
    public void onError(WebSocket socket, Exception e) {
      if (socket == null) {
        throw new IllegalStateException("the recorded venue cannot go on", e);
      }
    }

    @Override
    public void onStart() {
      ready.countDown();
    }
  }
}
