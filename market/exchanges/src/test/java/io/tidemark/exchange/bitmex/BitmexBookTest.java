package io.tidemark.exchange.bitmex;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.bitmex.BitmexMessages.change;
import static io.tidemark.exchange.bitmex.BitmexMessages.listed;
import static io.tidemark.exchange.bitmex.BitmexMessages.partial;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels of books, which are named by their ids. */
final class BitmexBookTest {

  private final Conversation bitmex = listed();

  @Test
  void aPriceIsSaidOnceAndLevelsAreNamedByTheirIds() {
    Book first = bitmex.book(partial());
    assertThat(first.bidPrices()).containsExactly(10_000, 8_000);
    assertThat(first.bidSizes()).containsExactly(0.5, 1);
    assertThat(first.eventTime()).isEqualTo(AT);
    bitmex.receive(
        change("update", "{\"symbol\":\"XBTUSD\",\"id\":1,\"side\":\"Buy\",\"size\":1000}"));
    Book last = bitmex.book(change("delete", "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\"}"));
    assertThat(last.bidPrices()).containsExactly(10_000);
    assertThat(last.bidSizes()).containsExactly(0.1);
  }

  @Test
  void aRowsOwnTimeIsTheBooks() {
    bitmex.receive(partial());
    Book book =
        bitmex.book(
            change(
                "update",
                """
                {"symbol":"XBTUSD","id":1,"side":"Buy","size":7,
                 "timestamp":"2020-09-13T12:26:41.000Z"}\
                """));
    assertThat(book.eventTime()).isEqualTo(1_600_000_001_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "update, 9, is not there",
    "delete, 9, is not there",
    "insert, 1, was there",
  })
  void anIdThatIsNotAsItShouldBeIsAGapUntilAPartialComes(String action, int id, String words) {
    bitmex.receive(partial());
    String row = "{\"symbol\":\"XBTUSD\",\"id\":%d,\"side\":\"Buy\",\"size\":5,\"price\":9}";
    assertRefused(
        bitmex.one(change(action, row.formatted(id))),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bitmex",
        action + " of level " + id,
        words);
    assertThat(bitmex.passed(change("update", row.formatted(1))))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bitmex.book(partial()).bidPrices()).hasSize(2);
  }

  @Test
  void aCrossedBookIsAGap() {
    bitmex.receive(partial());
    assertRefused(
        bitmex.one(
            change(
                "insert",
                "{\"symbol\":\"XBTUSD\",\"id\":7,\"side\":\"Buy\",\"size\":5,\"price\":10001}")),
        RejectReason.OUT_OF_SEQUENCE,
        "is not below the best ask 10001.0");
  }

  @Test
  void aBookOfQuantoContractsIsRefusedOnceAndItsChangesPass() {
    assertRefused(
        bitmex.one(partial().replace("XBTUSD", "ETHUSD")),
        RejectReason.INCONSISTENT,
        "ETH-USD-PERP@bitmex is a quanto contract");
    assertThat(bitmex.passed(change("delete", "{\"symbol\":\"ETHUSD\",\"id\":2,\"side\":\"Buy\"}")))
        .isEqualTo(NoFact.QUANTO);
  }

  @Test
  void aNewConnectionEndsTheBooks() {
    bitmex.receive(partial());
    bitmex.connect("wss://www.bitmex.com/realtime");
    assertThat(bitmex.passed(change("delete", "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\"}")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void whatAMessageNamesIsStatedAlsoWhereALevelIsMissing() {
    bitmex.receive(partial());
    Outcome lost =
        bitmex.one(
            change(
                "update",
                """
                {"symbol":"XBTUSD","id":9,"side":"Buy","size":5},
                {"symbol":"XBTUSD","id":1,"side":"Buy","size":1000}\
                """));
    assertRefused(lost, RejectReason.OUT_OF_SEQUENCE, "update of level 9");
    Statement.BookChange stated = (Statement.BookChange) lost.statement();
    assertThat(stated).isNotNull();
    assertThat(stated.bids().prices()).containsExactly(10_000);
    assertThat(stated.bids().sizes()).containsExactly(0.1);
  }

  @Test
  void theBestTenLevelsAreABookUntilAllLevelsAreTold() {
    String ten =
        """
        {"table":"orderBook10","action":"%s","data":[{"symbol":"XBTUSD","bids":[[%s,500]],
         "asks":[[10001,100]],"timestamp":"2020-09-13T12:26:41.000Z"}]}\
        """;
    assertThat(bitmex.book(ten.formatted("partial", "10000")).bidSizes()).containsExactly(0.05);
    assertThat(bitmex.book(ten.formatted("update", "9999")).bidPrices()).containsExactly(9_999);
    assertThat(bitmex.book(partial()).bidPrices()).containsExactly(10_000, 8_000);
    assertThat(bitmex.passed(ten.formatted("update", "9999"))).isEqualTo(NoFact.REPEATED);
  }
}
