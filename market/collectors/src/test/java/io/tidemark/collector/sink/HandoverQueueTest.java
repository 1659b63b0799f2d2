package io.tidemark.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedMetric;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left out when Kafka is slow, and that it is told. */
final class HandoverQueueTest {

  private final HandoverQueue queue = new HandoverQueue(10);

  @Test
  void whatFollowsThePastIsSentWhenThePastStandsInKafka() throws InterruptedException {
    HandoverQueue queue = new HandoverQueue(10);
    queue.offer(trade(1));
    queue.offerHistory(List.of(trade(2), trade(3)));
    queue.offerHistory(List.of(trade(4)));
    queue.offer(trade(5));
    queue.offer(trade(6));
    List<Boolean> settles = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      settles.add(queue.take().orElseThrow().settles());
    }
    assertThat(settles).containsExactly(false, false, false, true, true, false);
  }

  @Test
  void allIsTakenInOrderWhileThereIsRoom() throws InterruptedException {
    queue.offer(trade(1));
    queue.offer(book(2));
    queue.offer(trade(3));
    assertThat(taken(3).stream().map(Fact::availableAt)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void booksGoFirst() {
    for (int i = 0; i < 7; i++) {
      queue.offer(book(i));
    }
    for (int i = 0; i < 5; i++) {
      queue.offer(trade(i));
    }
    assertThat(queue.size()).isEqualTo(10);
    assertThat(queue.booksLeftOut()).isEqualTo(2);
    assertThat(queue.factsLost()).isZero();
  }

  @Test
  void aTradeThatFindsNoRoomIsInAGapThatIsTold() throws InterruptedException {
    for (int i = 0; i < 13; i++) {
      queue.offer(trade(i * 1_000_000L));
    }
    assertThat(queue.factsLost()).isEqualTo(3);
    taken(10);
    queue.offer(trade(20_000_000L));
    List<Fact> after = taken(2);
    Metric gap = (Metric) after.get(0);
    assertThat(gap.name()).isEqualTo(FeedMetric.GAP);
    assertThat(gap.value()).isEqualTo(10);
    assertThat(((Trade) after.get(1)).availableAt()).isEqualTo(20_000_000L);
  }

  @Test
  void whatWaitsIsTakenAfterTheEnd() throws InterruptedException {
    queue.offer(trade(1));
    queue.close();
    assertThat(queue.take()).isPresent();
    assertThat(queue.take()).isEmpty();
  }

  private List<Fact> taken(int count) throws InterruptedException {
    List<Fact> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(queue.take().orElseThrow().fact());
    }
    return taken;
  }

  private static Trade trade(long at) {
    return new Trade("BTC-USD@venue", at, at, "id" + at, 1, 1, Side.BUY);
  }

  private static Book book(long at) {
    return new Book(
        "BTC-USD@venue",
        at,
        at,
        new double[] {1},
        new double[] {1},
        new double[] {2},
        new double[] {1});
  }
}
