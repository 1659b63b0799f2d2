package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.feed.FeedEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A feed's requests: bounded in time and size. An answer or its absence is told once; what is given
 * up is not read further.
 */
final class FeedClient {

  /** A venue's list of all instruments is the longest; it has some 20 MiB. */
  private static final int MOST_BYTES = 64 << 20;

  /** Nobody means a longer wait. */
  private static final long LONGEST_WAIT_SECONDS = Duration.ofDays(30).toSeconds();

  private final HttpClient http;
  private final Duration patience;
  private final FeedClock clock;

  /**
   * Has no connection yet.
   *
   * @param http may serve several feeds
   * @param patience the longest time for an answer, with its last byte
   * @param clock by which a date in {@code Retry-After} is counted
   */
  FeedClient(HttpClient http, Duration patience, FeedClock clock) {
    this.http = http;
    this.patience = patience;
    this.clock = clock;
  }

  /** Through which sockets are opened, too. */
  HttpClient http() {
    return http;
  }

  /** Asks by GET; {@code then} runs on a thread of the client. */
  void get(URI uri, Consumer<FeedEvent.Answered> then) {
    ask(uri, request(uri).GET(), patience, then);
  }

  /** Asks by POST, without a body. */
  void post(URI uri, Duration patience, Consumer<FeedEvent.Answered> then) {
    ask(uri, request(uri).POST(HttpRequest.BodyPublishers.noBody()), patience, then);
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).header("User-Agent", "tidemark");
  }

  private void ask(
      URI uri, HttpRequest.Builder request, Duration limit, Consumer<FeedEvent.Answered> then) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request.timeout(limit).build(), any -> new BoundedBody(MOST_BYTES));
    var unused =
        sent.copy()
            // the request's own limit ends with the answer's first line
            .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .handle(
                (response, failure) -> {
                  if (response == null) {
                    sent.cancel(true);
                  }
                  then.accept(answer(uri, response, failure));
                  return null;
                });
  }

  private FeedEvent.Answered answer(
      URI uri, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
    if (response == null) {
      String why = failure == null ? "it was given up" : Unanswered.words(failure);
      return new FeedEvent.Answered(uri, 0, 0, why);
    }
    String body = new String(response.body(), StandardCharsets.UTF_8);
    return new FeedEvent.Answered(uri, response.statusCode(), wait(response.headers()), body);
  }

  /** For how long a socket that was not opened is not to be tried again, s; 0 if it is not said. */
  long waitAfter(Throwable failure) {
    return Unanswered.cause(failure) instanceof WebSocketHandshakeException refused
        ? wait(refused.getResponse().headers())
        : 0;
  }

  private long wait(HttpHeaders headers) {
    Instant now = Instant.EPOCH.plus(clock.now().stamp(), ChronoUnit.MICROS);
    return headers
        .firstValue("Retry-After")
        .map(header -> Math.min(RetryAfter.seconds(header, now), LONGEST_WAIT_SECONDS))
        .orElse(0L);
  }
}
