package io.tidemark.bench.collect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.exchange.Venue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * A venue that sends one stream of messages over a real WebSocket, at a fixed rate or as fast as
 * they are taken. Serves one connection at a time.
 */
final class StreamServer implements AutoCloseable {

  /** A collector has dealt with a snapshot by then. */
  private static final long BEFORE_STREAM_MILLIS = 1_000;

  private final VenueStream.Kind kind;
  private final VenueStream stream;
  private final long perSecond;
  private final HttpServer rest;
  private final Sockets sockets;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final CountDownLatch snapshotTaken = new CountDownLatch(1);
  private volatile long startedAt;

  /**
   * Listens on free ports.
   *
   * @param perSecond messages; 0: as fast as they are taken
   */
  StreamServer(VenueStream.Kind kind, VenueStream stream, long perSecond)
      throws IOException, InterruptedException {
    this.kind = kind;
    this.stream = stream;
    this.perSecond = perSecond;
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.rest = HttpServer.create(any, 0);
    rest.createContext("/", this::answer);
    rest.start();
    this.sockets = new Sockets(any);
    sockets.start();
    listening.await();
  }

  int socketPort() {
    return sockets.getPort();
  }

  int restPort() {
    return rest.getAddress().getPort();
  }

  /** When the first message of the stream was due, ms since the epoch; 0 before. */
  long startedAt() {
    return startedAt;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean snapshot = path.endsWith("/depth");
    byte[] body = body(path, snapshot).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    if (snapshot) {
      snapshotTaken.countDown();
    }
  }

  private String body(String path, boolean snapshot) {
    if (snapshot) {
      return stream.opening().get(0).text();
    }
    if (path.endsWith("/exchangeInfo")) {
      return """
      {"symbols":[{"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT"}]}\
      """;
    }
    return path.endsWith("/products")
        ? "[{\"id\":\"BTC-USD\",\"base_currency\":\"BTC\",\"quote_currency\":\"USD\"}]"
        : "{\"code\":\"0\",\"data\":[]}";
  }

  private void send(WebSocket to) {
    try {
      if (kind == VenueStream.Kind.BINANCE_BOOK) {
        snapshotTaken.await();
      } else {
        stream.opening().forEach(message -> to.send(message.text()));
      }
      TimeUnit.MILLISECONDS.sleep(BEFORE_STREAM_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    long start = System.nanoTime();
    startedAt = System.currentTimeMillis();
    for (int i = 0; i < stream.texts().size() && to.isOpen(); i++) {
      if (perSecond > 0) {
        long due = start + i * 1_000_000_000L / perSecond;
        while (System.nanoTime() - due < 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
      to.send(stream.texts().get(i));
    }
  }

  @Override
  public void close() {
    rest.stop(0);
    try {
      sockets.stop(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Binance's connections name what they subscribe to; the others say it. */
  private final class Sockets extends WebSocketServer {

    private boolean sending;

    Sockets(InetSocketAddress address) {
      super(address, 1);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
      if (kind.venue() == Venue.BINANCE) {
        begin(connection);
      }
    }

    @Override
    public void onMessage(WebSocket connection, String text) {
      begin(connection);
    }

    private synchronized void begin(WebSocket connection) {
      if (!sending) {
        sending = true;
        new Thread(() -> send(connection), "stream").start();
      }
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception error) {
      throw new IllegalStateException("the stream's socket failed", error);
    }

    @Override
    public void onStart() {
      listening.countDown();
    }
  }
}
