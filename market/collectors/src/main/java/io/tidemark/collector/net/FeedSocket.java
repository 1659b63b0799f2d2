package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedEvent;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket as events. {@code java.net.http} gives texts in parts, has two ends ({@code
 * onError} and {@code onClose}) and wants one send at a time; here a text is whole, the end is told
 * once, and sends wait for each other.
 */
final class FeedSocket implements WebSocket.Listener {

  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  /** A text that is longer is no message of a venue. */
  private static final int LONGEST_TEXT = 64 << 20;

  /** Takes an event, and runs what is to be done when it was dealt with. */
  @FunctionalInterface
  interface Events {
    void post(FeedEvent event, Runnable then);
  }

  private final int connection;
  private final Events events;
  private final AtomicBoolean ended = new AtomicBoolean();
  private StringBuilder text = new StringBuilder();
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
  private volatile @Nullable WebSocket socket;

  FeedSocket(int connection, Events events) {
    this.connection = connection;
    this.events = events;
  }

  void open(FeedClient client, URI uri) {
    try {
      var unused =
          client
              .http()
              .newWebSocketBuilder()
              .connectTimeout(HANDSHAKE)
              .buildAsync(uri, this)
              .whenComplete(
                  (opened, failure) -> {
                    if (failure != null) {
                      String why = uri + " was not opened: " + Unanswered.words(failure);
                      end(why, client.waitAfter(failure));
                    } else if (ended.get()) {
                      opened.abort();
                    }
                  });
    } catch (IllegalArgumentException e) {
      end(uri + " is no address of a socket: " + e.getMessage());
    }
  }

  /** Asks where to open it first. */
  void openByTicket(FeedClient client, URI ticket, Function<String, Optional<URI>> address) {
    client.post(
        ticket,
        HANDSHAKE,
        answer -> {
          URI uri = answer.status() == 200 ? address(answer, address) : null;
          if (uri == null) {
            String why = answer.status() == 200 ? ticket + " answers without an address" : "";
            end(why.isEmpty() ? answer.failure() : why, answer.retryAfterSeconds());
          } else {
            open(client, uri);
          }
        });
  }

  private static @Nullable URI address(
      FeedEvent.Answered answer, Function<String, Optional<URI>> address) {
    try {
      return address.apply(answer.body()).orElse(null);
    } catch (IllegalArgumentException e) {
      // what stands there is no URI
      return null;
    }
  }

  /** Sends a text after those before it. */
  void send(String what) {
    send(open -> open.sendText(what, true));
  }

  /** Sends an empty ping after the texts before it. */
  void ping() {
    send(open -> open.sendPing(ByteBuffer.allocate(0)));
  }

  private synchronized void send(Function<WebSocket, CompletableFuture<WebSocket>> what) {
    sent =
        sent.thenCompose(
                before -> {
                  WebSocket open = socket;
                  return open == null || ended.get()
                      ? CompletableFuture.completedFuture(null)
                      : what.apply(open);
                })
            .handle(
                (done, failure) -> {
                  if (failure != null) {
                    end("it could not be sent to: " + failure);
                  }
                  return null;
                });
  }

  /** Ends it at once; nothing more is told of it. */
  void abort() {
    ended.set(true);
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  private void end(String why) {
    end(why, 0);
  }

  private void end(String why, long waitSeconds) {
    if (ended.compareAndSet(false, true)) {
      events.post(new FeedEvent.Ended(connection, why, waitSeconds), () -> {});
      WebSocket open = socket;
      if (open != null) {
        open.abort();
      }
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    if (ended.get()) {
      opened.abort();
    } else {
      // One more than is asked for after each text: without demand an end is not told.
      events.post(new FeedEvent.Opened(connection), () -> opened.request(2));
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    if (text.length() + part.length() > LONGEST_TEXT) {
      end("a text of more than " + (LONGEST_TEXT >> 20) + " Mi characters came");
      return null;
    }
    text.append(part);
    if (!last) {
      from.request(1);
      return null;
    }
    String whole = text.toString();
    text = new StringBuilder();
    if (!ended.get()) {
      events.post(new FeedEvent.Received(connection, whole), () -> from.request(1));
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    if (bytes.size() + part.remaining() > LONGEST_TEXT) {
      end("more than " + (LONGEST_TEXT >> 20) + " MiB came at once");
      return null;
    }
    byte[] some = new byte[part.remaining()];
    part.get(some);
    bytes.writeBytes(some);
    if (!last) {
      from.request(1);
      return null;
    }
    byte[] whole = bytes.toByteArray();
    bytes = new ByteArrayOutputStream();
    if (!ended.get()) {
      events.post(new FeedEvent.ReceivedBytes(connection, whole), () -> from.request(1));
    }
    return null;
  }

  /** The answer goes by itself. */
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    events.post(new FeedEvent.Alive(connection), () -> from.request(1));
    return null;
  }

  /** It answers a ping of ours: that the venue's machine lives does not show that the feed does. */
  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end("the venue closed it: " + code + (reason.isEmpty() ? "" : " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(error.toString());
  }
}
