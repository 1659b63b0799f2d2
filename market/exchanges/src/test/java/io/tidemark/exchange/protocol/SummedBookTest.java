package io.tidemark.exchange.protocol;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.Conversation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Books whose changes carry a checksum, or nothing that tells of a loss. */
final class SummedBookTest {

  private static final long AT = Conversation.AT;

  private final SummedBook book =
      new SummedBook(
          new TrackedBook(new Listing("SOL-USDT@venue", Unit.BASE), TrackedBook.Loss.BY_CHAIN));

  @Test
  void theTextsCountAsTheyWereSent() {
    snapshot("[['2.50','8.0']]", "[['3','9'],['4.0','1']]");
    long sum = crc("2.50:8.0:3:9:4.0:7");
    assertThat(fact(Book.class, change("[]", "[['4.0','7']]", sum)).askSizes())
        .containsExactly(9, 7);
  }

  @Test
  void theLongerSideGoesOnAloneAndASignedSumIsTheSame() {
    snapshot("[['2','8'],['1','5']]", "[['3','9']]");
    int signed = (int) crc("2:8:3:9:1:6");
    assertThat(fact(Book.class, change("[['1','6']]", "[]", signed)).bidSizes())
        .containsExactly(8, 6);
  }

  @Test
  void anotherSumIsALossUntilASnapshotComes() {
    snapshot("[['2','8']]", "[['3','9']]");
    Outcome lost = change("[['1','6']]", "[]", 12345);
    assertRefused(lost, RejectReason.OUT_OF_SEQUENCE, "SOL-USDT@venue", "checksum is 12345");
    assertThat(stated(Statement.BookChange.class, lost).bids().prices()).containsExactly(1);
    assertThat(((Outcome.Passed) change("[['1','6']]", "[]", 0)).why())
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(fact(Book.class, snapshot("[['2','8']]", "[['3','9']]"))).isNotNull();
  }

  @Test
  void withoutASumACrossedBookIsALoss() {
    snapshot("[['2','8']]", "[['3','9']]");
    assertRefused(
        change("[['3','1']]", "[]", SummedBook.NONE), RejectReason.OUT_OF_SEQUENCE, "best bid 3");
  }

  /** Forty changes of a book of forty levels: each sum is right, and none is if one is left out. */
  @RepeatedTest(20)
  void aLostChangeOfTheBestLevelsShowsAtTheNextOne(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    TreeMap<Integer, String> bids = new TreeMap<>();
    TreeMap<Integer, String> asks = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      bids.put(99 - i, "5.0");
      asks.put(101 + i, "5.0");
    }
    snapshot(rows(bids), rows(asks));
    int lost = 20 + random.nextInt(10);
    for (int i = 0; i < 40; i++) {
      boolean bid = random.nextBoolean();
      int price = bid ? 99 - random.nextInt(20) : 101 + random.nextInt(20);
      String size = random.nextInt(3) == 0 ? "0" : (6 + i) + ".50";
      TreeMap<Integer, String> side = bid ? bids : asks;
      boolean changes = !size.equals("0") || side.containsKey(price);
      if (size.equals("0")) {
        side.remove(price);
      } else {
        side.put(price, size);
      }
      if (i == lost && changes) {
        continue;
      }
      String row = "[['%d','%s']]".formatted(price, size);
      Outcome outcome = change(bid ? row : "[]", bid ? "[]" : row, crc(text(bids, asks)));
      if (i > lost) {
        assertRefused(outcome, RejectReason.OUT_OF_SEQUENCE, "checksum");
        return;
      }
      assertThat(outcome).isNotInstanceOf(Outcome.Refused.class);
      lost += i == lost ? 1 : 0;
    }
  }

  private static String rows(Map<Integer, String> side) {
    List<String> rows = new ArrayList<>();
    side.forEach((price, size) -> rows.add("['%d','%s']".formatted(price, size)));
    return rows.toString();
  }

  private static String text(NavigableMap<Integer, String> bids, Map<Integer, String> asks) {
    List<String> best = new ArrayList<>();
    List<Integer> bidPrices = List.copyOf(bids.descendingKeySet());
    List<Integer> askPrices = List.copyOf(asks.keySet());
    for (int i = 0; i < 25; i++) {
      if (i < bidPrices.size()) {
        best.add(bidPrices.get(i) + ":" + bids.get(bidPrices.get(i)));
      }
      if (i < askPrices.size()) {
        best.add(askPrices.get(i) + ":" + asks.get(askPrices.get(i)));
      }
    }
    return String.join(":", best);
  }

  private static long crc(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.US_ASCII));
    return sum.getValue();
  }

  private Outcome snapshot(String bids, String asks) {
    return book.snapshot(said(bids, asks, 0), AT);
  }

  private Outcome change(String bids, String asks, long checksum) {
    return book.change(said(bids, asks, checksum), AT);
  }

  private static SummedBook.Said said(String bids, String asks, long checksum) {
    return new SummedBook.Said(json(bids), json(asks), checksum, AT);
  }

  private static JsonNode json(String text) {
    return ((Parsed.Valid<JsonNode>) Json.parse(text.replace('\'', '"'))).value();
  }
}
