package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.poll.PollAction;
import io.tidemark.collector.poll.PollEvent;
import io.tidemark.collector.poll.PollRequest;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks by HTTP: bounded in time and size; an answer or its absence is told once. */
final class PollClient {

  private static final int MOST_BYTES = 8 << 20;
  private static final Pattern CHARSET =
      Pattern.compile(
          ";\\s*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})", Pattern.CASE_INSENSITIVE);

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
    AtomicBoolean begun = new AtomicBoolean();
    try {
      HttpClient client = request.hasKey() ? strict : following;
      sent =
          client.sendAsync(
              request(request.withKey(), ask.known()),
              any -> {
                begun.set(true);
                return new BoundedBody(MOST_BYTES);
              });
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
                    then.accept(new PollEvent.Failed(why(failure, begun.get(), request)));
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

  private String why(Throwable failure, boolean begun, PollRequest request) {
    Throwable cause = Unanswered.cause(failure);
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return begun
          ? "began an answer and did not end it within " + seconds()
          : "has not answered within " + seconds();
    }
    if (cause instanceof ConnectException) {
      return "does not answer: " + Unanswered.words(cause);
    }
    return (begun ? "broke off its answer: " : "does not answer: ") + words(cause, request);
  }

  private String seconds() {
    return patience.toMillis() / 1e3 + " s";
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
        new PollEvent.Head(
            headers.firstValue("Retry-After").map(this::retryAfter).orElse(0L),
            new PollEvent.Version(
                headers.firstValue("ETag").orElse(null),
                headers.firstValue("Last-Modified").orElse(null)),
            headers.firstValue("Content-Type").map(PollClient::charset).orElse(""),
            headers.firstValue("Location").orElse("")),
        response.body());
  }

  /** As in {@code text/xml; charset="utf-8"}. */
  private static String charset(String contentType) {
    Matcher charset = CHARSET.matcher(contentType);
    return charset.find() ? charset.group(1) : "";
  }

  private long retryAfter(String header) {
    return RetryAfter.seconds(header, Instant.EPOCH.plus(clock.now().stamp(), ChronoUnit.MICROS));
  }
}
