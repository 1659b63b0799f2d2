package io.tidemark.collector.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.BarHistory;
import io.tidemark.collector.feed.FeedAction;
import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.feed.FeedEvent;
import io.tidemark.collector.feed.FeedState;
import io.tidemark.collector.feed.FeedTap;
import io.tidemark.collector.feed.VenueFeed;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A feed with its thread, and the page about it, when something in them goes wrong. */
final class RunningFeedTest {

  private static final String INSTRUMENT = "BTC-USDT@binance";

  /** A venue without lists, whose address is an error the first times it is asked for. */
  private static RunningFeed failing(int times) {
    return failing(times, FeedTap.NONE);
  }

  private static RunningFeed failing(int times, FeedTap tap) {
    VenueDialect binance = VenueDialects.of(INSTRUMENT).orElseThrow();
    AtomicInteger asked = new AtomicInteger();
    VenueDialect dialect =
        (VenueDialect)
            Proxy.newProxyInstance(
                VenueDialect.class.getClassLoader(),
                new Class<?>[] {VenueDialect.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("instrumentLists")) {
                    return List.of();
                  }
                  if (method.getName().equals("connection") && asked.incrementAndGet() <= times) {
                    throw new StackOverflowError();
                  }
                  return method.invoke(binance, arguments);
                });
    URI nowhere = URI.create("ws://127.0.0.1:1");
    FeedPlan plan =
        new FeedPlan(
            Map.of(INSTRUMENT, "BTCUSDT"), EnumSet.allOf(FeedChannel.class), nowhere, nowhere);
    return new RunningFeed(
        "binance",
        new VenueFeed(plan, dialect, BarHistory.NONE, new Random(7)),
        HttpClient.newHttpClient(),
        fact -> {},
        FeedClock.system(),
        tap);
  }

  @Test
  void anErrorDoesNotEndTheFeed() throws InterruptedException {
    try (RunningFeed feed = failing(3)) {
      feed.start();
      long end = System.nanoTime() + 20_000_000_000L;
      while (!feed.counts().reports().containsKey(Kind.DISCONNECTED) && System.nanoTime() < end) {
        Thread.sleep(20);
      }
      assertThat(feed.counts().reports()).containsEntry(Kind.FAILED, 3L);
      assertThat(feed.counts().reports()).containsKey(Kind.DISCONNECTED);
      FeedState state = feed.state();
      assertThat(state).isNotNull();
      assertThat(feed.receives()).isFalse();
    }
  }

  @Test
  void whatAConnectionThatIsOverSaidIsNotRecorded() throws InterruptedException {
    Queue<FeedEvent> heard = new ConcurrentLinkedQueue<>();
    FeedTap tap =
        new FeedTap() {
          @Override
          public void heard(FeedEvent event, long now, List<FeedAction> decided) {
            heard.add(event);
          }

          @Override
          public void sent(String text, long now) {}
        };
    CountDownLatch dealtWith = new CountDownLatch(4);
    try (RunningFeed feed = failing(0, tap)) {
      FeedEvent passed = new FeedEvent.Passed();
      feed.post(new FeedEvent.Opened(7), dealtWith::countDown);
      feed.post(new FeedEvent.Received(7, "{}"), dealtWith::countDown);
      feed.post(new FeedEvent.ReceivedBytes(7, new byte[1]), dealtWith::countDown);
      feed.post(passed, dealtWith::countDown);
      assertThat(dealtWith.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(heard).as("the control").containsExactly(passed);
    }
  }

  @Test
  void halfRequestsDoNotKeepOthersFromAnAnswer() throws Exception {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", "127.0.0.1:1");
    List<Socket> halves = new ArrayList<>();
    try (KafkaFacts sink = new KafkaFacts(client, "", 10);
        RunningFeed feed = failing(0);
        StatusPage page = new StatusPage(0, List.of(feed), sink)) {
      for (int i = 0; i < 5; i++) {
        Socket half = new Socket(InetAddress.getLoopbackAddress(), page.port());
        OutputStream out = half.getOutputStream();
        out.write("GET / HT".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        halves.add(half);
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + "/"))
              .timeout(Duration.ofSeconds(10))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("NOT every feed receives");
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }
}
