package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.BinanceSays.LIST;
import static io.tidemark.collector.feed.BinanceSays.change;
import static io.tidemark.collector.feed.BinanceSays.trade;
import static io.tidemark.collector.feed.PlayedFeed.SECOND;
import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.only;
import static io.tidemark.collector.feed.PlayedFeed.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Abort;
import io.tidemark.collector.feed.FeedAction.Connect;
import io.tidemark.collector.feed.FeedAction.Request;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How a feed stands, by which clock, and what it shares with others of its venue. */
final class FeedLifeTest {

  @Test
  void theLogIsToldWhenWatchingBegan() {
    PlayedFeed feed = new PlayedFeed("BTC-USDT@binance", "ETH-USDT@binance");
    feed.answer(only(Request.class, feed.pass(0.1)).uri(), LIST);
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    assertThat(values(FeedMetric.STARTED, feed.receive(1, trade("BTCUSDT", 1))))
        .containsExactly(1.0, 1.0);
    assertThat(values(FeedMetric.STARTED, feed.receive(1, trade("BTCUSDT", 2)))).isEmpty();
  }

  @Test
  void aConnectionThatOnlyShowsThatItLivesDoesNotReceive() {
    PlayedFeed feed = BinanceSays.begun();
    assertThat(feed.state().receiving()).isTrue();
    for (int i = 0; i < 7; i++) {
      feed.hear(new FeedEvent.Alive(1));
      assertThat(all(Abort.class, feed.pass(10))).isEmpty();
    }
    assertThat(feed.state().receiving()).isFalse();
    feed.receive(1, trade("BTCUSDT", 2));
    assertThat(feed.state().receiving()).isTrue();
  }

  @Test
  void anInstrumentOfWhichNothingIsHeardIsShown() {
    PlayedFeed feed = BinanceSays.begun();
    for (int i = 0; i < 30; i++) {
      feed.receive(1, change("ETHUSDT", 13 + i, 13 + i));
      feed.pass(1);
    }
    assertThat(feed.state().silence().get("BTC-USDT@binance")).isBetween(30 * SECOND, 31 * SECOND);
    assertThat(feed.state().silence().get("ETH-USDT@binance")).isLessThan(2 * SECOND);
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    PlayedFeed feed = BinanceSays.begun();
    feed.setClock(-3_600);
    List<FeedAction> silent = List.copyOf(feed.pass(64));
    assertThat(all(Abort.class, silent)).hasSize(1);
    assertThat(all(Connect.class, silent)).hasSize(1);
    feed.hear(new FeedEvent.Opened(2));
    List<FeedAction> back = feed.receive(2, trade("BTCUSDT", 2));
    assertThat(values(FeedMetric.GAP, back)).hasSize(2).allMatch(gap -> gap > 60 && gap < 66);
  }

  @Test
  void aClockThatIsSetForwardIsNoSilence() {
    PlayedFeed feed = BinanceSays.begun();
    feed.setClock(3_600);
    assertThat(all(Abort.class, feed.pass(30))).isEmpty();
  }

  @Test
  void aVenueThatClosesAfterEachFirstMessageIsNotKnockedAtWithoutAPause() {
    PlayedFeed feed = new PlayedFeed("BTC-USDT@binance");
    feed.answer(only(Request.class, feed.pass(0.1)).uri(), LIST);
    int attempts = 0;
    for (int second = 0; second < 600; second++) {
      for (Connect connect : all(Connect.class, List.copyOf(feed.pass(1)))) {
        attempts++;
        feed.hear(new FeedEvent.Opened(connect.connection()));
        feed.receive(connect.connection(), trade("BTCUSDT", attempts));
        feed.hear(new FeedEvent.Ended(connect.connection(), "closed"));
      }
    }
    assertThat(attempts).isBetween(15, 50);
  }

  @Test
  void aConnectionThatStoodForAMinuteEndsTheBackOff() {
    ConnectionLimits limits = new ConnectionLimits(new Random(7), 1_000);
    long now = SECOND;
    for (int i = 0; i < 12; i++) {
      limits.over(now, 0);
      now += 100 * SECOND;
    }
    limits.proven();
    limits.over(now, 0);
    assertThat(limits.open(now + SECOND / 20)).isFalse();
    assertThat(limits.open(now + 2 * SECOND)).isTrue();
  }

  @Test
  void connectionsThatEndAtTheSameSecondAreOneBadMoment() {
    ConnectionLimits limits = new ConnectionLimits(new Random(7), 1_000);
    for (int shard = 0; shard < 20; shard++) {
      limits.over(SECOND, 0);
    }
    assertThat(limits.open(SECOND + SECOND / 20)).as("the control: none at once").isFalse();
    assertThat(limits.open(3 * SECOND)).isTrue();
  }

  @Test
  void aSocketThatIsRefusedForAWhileIsNotTriedBefore() {
    PlayedFeed feed = new PlayedFeed("BTC-USDT@binance");
    feed.answer(only(Request.class, feed.pass(0.1)).uri(), LIST);
    Connect first = only(Connect.class, List.copyOf(feed.pass(1)));
    feed.hear(new FeedEvent.Ended(first.connection(), "it answered with 429", 90));
    assertThat(all(Connect.class, List.copyOf(feed.pass(89)))).isEmpty();
    assertThat(all(Connect.class, List.copyOf(feed.pass(3)))).as("the control").hasSize(1);
  }

  @Test
  void anyErrorThatNamesATimeIsObeyed() {
    PlayedFeed feed = new PlayedFeed("BTC-USDT@binance");
    Request list = only(Request.class, feed.pass(0.1));
    feed.hear(new FeedEvent.Answered(list.uri(), 503, 300, "maintenance"));
    assertThat(all(Request.class, feed.pass(299))).isEmpty();
    assertThat(all(Request.class, List.copyOf(feed.pass(2)))).hasSize(1);
    PlayedFeed other = new PlayedFeed("BTC-USDT@binance");
    list = only(Request.class, other.pass(0.1));
    other.hear(new FeedEvent.Answered(list.uri(), 503, 0, "maintenance"));
    assertThat(all(Request.class, List.copyOf(other.pass(2)))).as("the control").isNotEmpty();
  }

  @Test
  void notMoreConnectionsAreOpenedThanTheVenueTakes() {
    ConnectionLimits limits = new ConnectionLimits(new Random(7), 3);
    for (int i = 0; i < 3; i++) {
      assertThat(limits.open(SECOND)).isTrue();
    }
    assertThat(limits.open(300 * SECOND)).isFalse();
    assertThat(limits.open(302 * SECOND)).isTrue();
  }

  @Test
  void whatOneFeedIsToldHoldsForAllOfTheAddress() {
    RequestLimits requests = new RequestLimits(new Random(7), SECOND / 4);
    ConnectionLimits connections = new ConnectionLimits(new Random(7), 100);
    PlayedFeed one = new PlayedFeed(connections, requests, "BTC-USDT@binance");
    PlayedFeed other = new PlayedFeed(connections, requests, "ETH-USDT@binance");
    Request list = only(Request.class, one.pass(0.1));
    one.hear(new FeedEvent.Answered(list.uri(), 429, 40, "too many"));
    assertThat(all(Request.class, other.pass(39))).isEmpty();
    assertThat(all(Request.class, other.pass(3))).hasSize(1);
  }

  @Test
  void theClockOffsetIsTheLeastTimeOnTheWay() {
    PlayedFeed feed = BinanceSays.begun();
    feed.pass(1);
    long now = feed.now() / 1_000;
    PlayedFeed other = new PlayedFeed("ETH-USDT@binance");
    assertThat(other.state().clockOffset()).isEmpty();
    feed.receive(1, trade("BTCUSDT", 2, 100, now - 80));
    feed.receive(1, trade("BTCUSDT", 3, 100, now - 30));
    feed.receive(1, trade("BTCUSDT", 4, 100, now - 90));
    assertThat(feed.state().clockOffset()).hasValue(30_000);
    for (int i = 0; i < 700; i++) {
      feed.receive(1, trade("BTCUSDT", 5 + i, 100, feed.now() / 1_000 + 3_600_000));
      feed.pass(1);
    }
    assertThat(feed.state().clockOffset()).hasValue(-3_600_000_000L);
  }
}
