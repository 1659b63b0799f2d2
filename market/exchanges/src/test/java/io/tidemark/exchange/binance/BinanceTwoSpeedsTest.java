package io.tidemark.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One book that is told at two speeds at once. */
final class BinanceTwoSpeedsTest {

  private static final int UPDATES = 400;

  /** Levels that change; beside them one bid and one ask stay, so that both sides are there. */
  private static final int LEVELS = 6;

  private record Update(long id, boolean bid, int price, int size) {}

  @ParameterizedTest
  @CsvSource({
    "BINANCE, true",
    "BINANCE, false",
    "BINANCE_FUTURES, true",
    "BINANCE_FUTURES, false",
  })
  void itIsTheBookThatItWouldBeAtOneSpeedWhateverTheirOrder(Venue venue, boolean named) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Update> updates = updates(random, venue == Venue.BINANCE);
      List<String> messages = new ArrayList<>();
      int fast = 1 + random.nextInt(3);
      int slow = fast + 1 + random.nextInt(9);
      for (int i = 1; i <= UPDATES; i++) {
        List<String> due = new ArrayList<>();
        if (i % fast == 0 || i == UPDATES) {
          due.add(message(updates, named ? "@depth@fast" : "", i - last(i, fast), i));
        }
        if (i % slow == 0 || i == UPDATES) {
          due.add(message(updates, named ? "@depth" : "", i - last(i, slow), i));
        }
        Collections.shuffle(due, random);
        messages.addAll(due);
      }
      int asked = 10 + random.nextInt(40);
      messages.add(random.nextInt(40), snapshot(updates.subList(0, asked)));
      assertThat(lastBook(venue, messages)).as("seed %d", seed).isEqualTo(top(updates));
    }
  }

  /** How many updates the message that ends with the i-th holds. */
  private static int last(int i, int every) {
    return i % every == 0 ? every : i % every;
  }

  private static List<Update> updates(Random random, boolean dense) {
    List<Update> updates = new ArrayList<>();
    long id = 1_000;
    for (int i = 0; i < UPDATES; i++) {
      id += dense ? 1 : 1 + random.nextInt(5);
      boolean bid = random.nextBoolean();
      int price = bid ? 99 - random.nextInt(LEVELS) : 101 + random.nextInt(LEVELS);
      updates.add(new Update(id, bid, price, random.nextInt(4)));
    }
    return updates;
  }

  private static String message(List<Update> updates, String stream, int from, int to) {
    List<Update> held = updates.subList(from, to);
    String change =
        "{'e':'depthUpdate','s':'BTCUSDT','U':%d,'u':%d,'pu':%d,'b':%s,'a':%s}"
            .formatted(
                held.get(0).id(),
                held.get(held.size() - 1).id(),
                from == 0 ? 1 : updates.get(from - 1).id(),
                levels(side(held, true)),
                levels(side(held, false)));
    return stream.isEmpty() ? change : "{'stream':'btcusdt" + stream + "','data':" + change + "}";
  }

  private static String snapshot(List<Update> updates) {
    return "{'symbol':'BTCUSDT','lastUpdateId':%d,'bids':%s,'asks':%s}"
        .formatted(
            updates.get(updates.size() - 1).id(),
            levels(whole(updates, true)),
            levels(whole(updates, false)));
  }

  private static Map<Integer, Integer> side(List<Update> updates, boolean bid) {
    Map<Integer, Integer> side = new TreeMap<>();
    updates.stream().filter(it -> it.bid() == bid).forEach(it -> side.put(it.price(), it.size()));
    return side;
  }

  private static Map<Integer, Integer> whole(List<Update> updates, boolean bid) {
    Map<Integer, Integer> side = side(updates, bid);
    side.values().removeIf(size -> size == 0);
    side.put(bid ? 50 : 150, 1);
    return side;
  }

  private static String levels(Map<Integer, Integer> side) {
    return side.entrySet().stream()
        .map(level -> "['%d','%d']".formatted(level.getKey(), level.getValue()))
        .toList()
        .toString();
  }

  private static List<Double> top(List<Update> updates) {
    List<Double> prices = new ArrayList<>();
    List<Integer> bids = new ArrayList<>(whole(updates, true).keySet());
    Collections.reverse(bids);
    bids.forEach(price -> prices.add(price.doubleValue()));
    whole(updates, false).keySet().forEach(price -> prices.add(price.doubleValue()));
    return prices;
  }

  /** No message of it is refused. */
  private static List<Double> lastBook(Venue venue, List<String> messages) {
    Conversation conversation = new Conversation(venue);
    List<Double> prices = new ArrayList<>();
    for (String message : messages) {
      for (Outcome outcome : conversation.receive(message)) {
        assertThat(outcome).isNotInstanceOf(Outcome.Refused.class);
        if (outcome instanceof Outcome.Known known && known.fact() instanceof Book book) {
          prices.clear();
          IntStream.range(0, book.bidPrices().length).forEach(i -> prices.add(book.bidPrices()[i]));
          IntStream.range(0, book.askPrices().length).forEach(i -> prices.add(book.askPrices()[i]));
        }
      }
    }
    return prices;
  }
}
