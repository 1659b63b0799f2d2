package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.poll.PollAction;
import io.tidemark.collector.poll.PollEvent;
import io.tidemark.collector.poll.PollRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Asks by HTTP: bounded in time and size; an answer or its absence is told once. */
final class PollClient {

  private static final int MOST_BYTES = 8 << 20;

  /** Feeds move; a key goes to no other place than the one it is for. */
  private final HttpClient following =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private final HttpClient strict = HttpClient.newHttpClient();
  private final Duration patience;
  private final FeedClock clock;

  /**
   * Has no connection yet.
   *
   * @param patience the longest time for an answer, with its last byte
   */
  PollClient(Duration patience, FeedClock clock) {
    this.patience = patience;
    this.clock = clock;
  }

  void ask(PollAction.Ask ask, Consumer<PollEvent> then) {
    PollRequest request = ask.request();
    CompletableFuture<HttpResponse<byte[]>> sent;
    try {
      HttpClient client = request.hasKey() ? strict : following;
      sent =
          client.sendAsync(
              request(request.withKey(), ask.known()), any -> new BoundedBody(MOST_BYTES));
    } catch (IllegalArgumentException e) {
      then.accept(new PollEvent.Failed("cannot be asked: " + words(e, request)));
      return;
    }
    var unused =
        sent.copy()
            // the request's own limit ends with the answer's first line
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .handle(
                (response, failure) -> {
                  if (failure != null) {
                    sent.cancel(true);
                    then.accept(new PollEvent.Failed(why(failure, request)));
                  } else {
                    then.accept(answer(response));
                  }
                  return null;
                });
  }

  private HttpRequest request(URI uri, PollEvent.Version known) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .header("User-Agent", "tidemark")
            .header("Accept", "application/json, application/xml, text/xml, */*;q=0.1");
    if (known.tag() != null) {
      request.header("If-None-Match", known.tag());
    }
    if (known.lastModified() != null) {
      request.header("If-Modified-Since", known.lastModified());
    }
    return request.GET().build();
  }

  private String why(Throwable failure, PollRequest request) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? "has not answered within " + patience.toSeconds() + " s"
        : "does not answer: " + words(cause, request);
  }

  /** A fault's words may quote the other side. */
  private static String words(Throwable fault, PollRequest request) {
    if (fault instanceof BoundedBody.TooLongException) {
      return String.valueOf(fault.getMessage());
    }
    return request.quotes() ? fault.toString() : fault.getClass().getName();
  }

  private PollEvent.Answered answer(HttpResponse<byte[]> response) {
    HttpHeaders headers = response.headers();
    return new PollEvent.Answered(
        response.statusCode(),
        headers.firstValue("Retry-After").map(this::retryAfter).orElse(0L),
        new PollEvent.Version(
            headers.firstValue("ETag").orElse(null),
            headers.firstValue("Last-Modified").orElse(null)),
        response.body());
  }

  private long retryAfter(String header) {
    return RetryAfter.seconds(header, Instant.EPOCH.plus(clock.now().stamp(), ChronoUnit.MICROS));
  }
}
