package io.tidemark.exchange.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GeminiProtocolTest {

  private static final long NOW = 1_624_493_700_000_000L;
  private static final String DETAILS = "https://api.gemini.com/v1/symbols/details/";
  private static final String SNAPSHOT =
      "{'type':'l2_updates','symbol':'BTCGUSD',"
          + "'changes':[['buy','100','2'],['sell','101','3']],"
          + "'trades':[{'event_id':5,'timestamp':1624493600000,'price':'100','quantity':'1',"
          + "'side':'buy'}],'auction_events':[]}";

  private final Conversation gemini = new Conversation(Venue.GEMINI, NOW);

  private static String change(String side, String price, String size) {
    return "{'type':'l2_updates','symbol':'BTCGUSD','changes':[['%s','%s','%s']]}"
        .formatted(side, price, size);
  }

  private static String trade(long id, String side) {
    return ("{'type':'trade','symbol':'BTCGUSD','event_id':%d,'timestamp':1624493699123,"
            + "'price':'100.5','quantity':'0.25','side':'%s'}")
        .formatted(id, side);
  }

  @BeforeEach
  void details() {
    gemini.answer(
        DETAILS + "btcgusd",
        "{'symbol':'BTCGUSD','base_currency':'BTC','quote_currency':'GUSD','status':'open'}");
  }

  @Test
  void theFirstMessageHoldsTheBookAndTradesOfThePast() {
    List<Outcome> outcomes = gemini.receive(SNAPSHOT);
    assertThat(outcomes).hasSize(2).contains(new Outcome.Passed(NoFact.HISTORY));
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Known.class);
    assertThat(gemini.passed(trade(5, "buy"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aChangeHoldsAtItsReceipt() {
    gemini.receive(SNAPSHOT);
    Book book = gemini.book(change("sell", "100.5", "7"));
    assertThat(book.instrument()).isEqualTo("BTC-GUSD@gemini");
    assertThat(book.eventTime()).isEqualTo(NOW);
    assertThat(book.askPrices()).containsExactly(100.5, 101);
    assertThat(gemini.book(change("sell", "100.5", "0")).askSizes()).containsExactly(3);
  }

  @Test
  void aTradeNamesTheTakersSide() {
    Trade trade = gemini.trade(trade(6, "sell"));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.tradeId()).isEqualTo("6");
    assertThat(trade.eventTime()).isEqualTo(1_624_493_699_123_000L);
    assertThat(trade.quantity()).isEqualTo(0.25);
    assertThat(gemini.passed(trade(6, "sell"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aCrossedBookIsALossAndWaitsForASnapshot() {
    assertThat(gemini.passed(change("buy", "100", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    gemini.receive(SNAPSHOT);
    assertThat(gemini.reason(change("buy", "101.5", "1"))).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(gemini.passed(change("buy", "100", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(gemini.receive(SNAPSHOT)).hasSize(2);
    assertThat(gemini.book(change("buy", "100.5", "1")).bidPrices()).containsExactly(100.5, 100);
  }

  @Test
  void aChangeThatCannotBeReadIsMissing() {
    gemini.receive(SNAPSHOT);
    assertThat(gemini.reason(change("bid", "100", "1"))).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(gemini.passed(change("buy", "100", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aSymbolWithoutDetailsIsNotKnown() {
    assertThat(gemini.reason(trade(6, "buy").replace("BTCGUSD", "BTCUSD")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void aPerpetualIsNamedSo() {
    gemini.answer(
        DETAILS + "btcgusdperp",
        "{'symbol':'BTCGUSDPERP','base_currency':'BTC','quote_currency':'GUSD'}");
    assertThat(gemini.trade(trade(6, "buy").replace("BTCGUSD", "BTCGUSDPERP")).instrument())
        .isEqualTo("BTC-GUSD-PERP@gemini");
  }

  @Test
  void theRestSaysWhy() {
    assertThat(gemini.passed("{'type':'heartbeat'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(gemini.passed("{'type':'auction_result'}")).isEqualTo(NoFact.NOT_KEPT);
    assertThat(gemini.passed("{'type':'candles_1m_updates'}")).isEqualTo(NoFact.FORMING);
    assertThat(gemini.reason("{'result':'error','reason':'InvalidJson'}"))
        .isEqualTo(RejectReason.INCONSISTENT);
    assertThat(gemini.reason("{'type':'candles'}")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(gemini.reason("[1]")).isEqualTo(RejectReason.UNDECODABLE);
  }
}
