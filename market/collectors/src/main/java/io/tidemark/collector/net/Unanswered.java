package io.tidemark.collector.net;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why nobody answered, in words that tell what to look at. */
final class Unanswered {

  private Unanswered() {}

  /** What failed, without the wrapping of futures. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Why there is no answer, for people. */
  static String words(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return "it took too long";
    }
    if (cause instanceof ConnectException) {
      return isUnknownHost(cause) ? "nobody knows its host" : "no connection to it";
    }
    if (cause instanceof SSLException) {
      return "no secure connection to it: " + cause.getMessage();
    }
    if (cause instanceof WebSocketHandshakeException refused) {
      return "it answered with " + refused.getResponse().statusCode() + ", which opens no socket";
    }
    return cause.toString();
  }

  /** Whether no address of the host is known. */
  static boolean isUnknownHost(Throwable cause) {
    return cause.getCause() instanceof UnresolvedAddressException;
  }
}
