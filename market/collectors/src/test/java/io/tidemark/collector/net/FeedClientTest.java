package io.tidemark.collector.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.feed.FeedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a feed hears of an address that answers as it should not. */
final class FeedClientTest {

  private static final Instant NOW = Instant.parse("2026-03-05T11:00:00Z");

  private final FeedClient client = client(Duration.ofSeconds(60));

  private HttpServer server;

  private static FeedClient client(Duration patience) {
    FeedClock clock = new FeedClock(InstantSource.fixed(NOW), System::nanoTime);
    return new FeedClient(HttpClient.newHttpClient(), patience, clock);
  }

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private FeedEvent.Answered ask(String path) throws Exception {
    return ask(client, uri(path));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static FeedEvent.Answered ask(FeedClient client, URI uri) throws Exception {
    CompletableFuture<FeedEvent.Answered> answer = new CompletableFuture<>();
    client.get(uri, answer::complete);
    return answer.get(120, TimeUnit.SECONDS);
  }

  private void answers(int status, String retryAfter) {
    server.createContext(
        "/",
        exchange -> {
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
          }
          byte[] body = "<html>no</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void aDateInRetryAfterIsCountedByTheFeedsClock() throws Exception {
    answers(429, "Thu, 05 Mar 2026 11:01:30 GMT");
    assertThat(ask("/").retryAfterSeconds()).isEqualTo(90);
  }

  @Test
  void anAbsurdRetryAfterIsAMonth() throws Exception {
    answers(418, "99999999999999999999");
    assertThat(ask("/").retryAfterSeconds()).isEqualTo(Duration.ofDays(30).toSeconds());
  }

  @Test
  void anErrorWithoutATimeNamesNone() throws Exception {
    answers(451, "");
    FeedEvent.Answered answer = ask("/");
    assertThat(answer.status()).isEqualTo(451);
    assertThat(answer.retryAfterSeconds()).isZero();
    assertThat(answer.body()).isEqualTo("<html>no</html>");
  }

  @Test
  void anAnswerWithoutAnEndIsNotReadFurther() throws Exception {
    CountDownLatch cutOff = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          try {
            drip(exchange);
          } catch (IOException e) {
            cutOff.countDown();
            throw e;
          }
        });
    FeedEvent.Answered answer = ask(client(Duration.ofSeconds(2)), uri("/"));
    assertThat(answer.body()).isEqualTo("it took too long");
    assertThat(cutOff.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < 1_000; i++) {
      exchange.getResponseBody().write(new byte[1_024]);
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Test
  void anAnswerThatIsTooLongIsToldWithItsLimit() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[1 << 20];
          for (int i = 0; i < 80; i++) {
            exchange.getResponseBody().write(part);
          }
          exchange.close();
        });
    assertThat(ask("/").body()).contains("more than 64 MiB");
  }

  @Test
  void whoDoesNotAnswerIsToldApart() throws Exception {
    assertThat(ask(client, URI.create("http://nowhere.invalid/")).body())
        .isEqualTo("nobody knows its host");
    assertThat(ask(client, URI.create("http://127.0.0.1:1/")).body())
        .isEqualTo("no connection to it");
    answers(200, "");
    assertThat(ask("/").status()).as("the control").isEqualTo(200);
  }

  @Test
  void whoSpeaksNoTlsIsToldApart() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var unused =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = plain.accept()) {
                  InputStream in = socket.getInputStream();
                  int hello = in.read(new byte[8_192]);
                  socket.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(US_ASCII));
                  while (hello >= 0) { // a close with bytes unread would be a reset
                    hello = in.read(new byte[8_192]);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      URI uri = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");
      assertThat(ask(client, uri).body()).startsWith("no secure connection to it");
    }
  }
}
