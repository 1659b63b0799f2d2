package io.tidemark.flink.remote;

import io.tidemark.core.strategy.RemoteSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a server over HTTP. The time that an answer may take covers all of it: to connect, to wait,
 * and to read its last byte. Safe for several threads.
 */
final class InferenceClient implements AutoCloseable {

  private static final int OK = 200;

  /** How long a first answer may take at least, ms: classes are loaded, a connection is made. */
  private static final long FIRST_MILLIS = 5_000;

  private final InferenceTensors tensors;
  private final long timeout;
  private final HttpRequest.Builder request;
  private final ExecutorService reader;
  private final HttpClient http;

  /**
   * Connects to nobody yet.
   *
   * @param url of the model at the server, with what asks it at the end
   */
  InferenceClient(String url, RemoteSpec remote, InferenceTensors tensors) {
    this.tensors = tensors;
    this.timeout = remote.timeout();
    this.request =
        HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json");
    this.reader =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "remote-model " + remote.url());
              thread.setDaemon(true);
              return thread;
            });
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(reader)
            .build();
  }

  /**
   * Asks about inputs that lie one after the other, which are read before this returns.
   *
   * @param count how many, at least 1
   * @return completes within the time, by another thread; with a fault where there is no answer
   */
  CompletableFuture<RemoteAnswer> ask(float[] inputs, int count) {
    return ask(inputs, count, timeout);
  }

  /** The same of a first question, for which both sides may need a while. */
  CompletableFuture<RemoteAnswer> askFirst(float[] inputs, int count) {
    return ask(inputs, count, Math.max(timeout, FIRST_MILLIS));
  }

  private CompletableFuture<RemoteAnswer> ask(float[] inputs, int count, long millis) {
    HttpRequest question =
        request
            .copy()
            .timeout(Duration.ofMillis(millis))
            .POST(BodyPublishers.ofByteArray(tensors.question(inputs, count)))
            .build();
    int most = tensors.mostBytes(count);
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(question, any -> new LimitedAnswer(most));
    CompletableFuture<float[]> numbers =
        exchange
            .thenApply(response -> read(response, count))
            .orTimeout(millis, TimeUnit.MILLISECONDS);
    return numbers.handle(
        (found, failure) -> {
          if (failure == null) {
            return RemoteAnswer.of(found);
          }
          exchange.cancel(true);
          return fault(failure, millis);
        });
  }

  private float[] read(HttpResponse<byte[]> response, int count) {
    try {
      if (response.statusCode() != OK) {
        throw new RemoteFaultException(
            RemoteFault.REFUSED, "the server answered with status " + response.statusCode());
      }
      return tensors.answer(response.body(), count);
    } catch (RemoteFaultException e) {
      throw new CompletionException(e);
    }
  }

  private static RemoteAnswer fault(Throwable failure, long millis) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof RemoteFaultException known) {
        return RemoteAnswer.none(known.fault(), String.valueOf(known.getMessage()));
      }
    }
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return RemoteAnswer.none(RemoteFault.LATE, "no whole answer within " + millis + " ms");
    }
    if (cause instanceof IOException || cause instanceof CancellationException) {
      return RemoteAnswer.none(RemoteFault.UNREACHABLE, "no answer: " + cause);
    }
    throw new CompletionException(cause); // a fault of this program, not of the server
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
