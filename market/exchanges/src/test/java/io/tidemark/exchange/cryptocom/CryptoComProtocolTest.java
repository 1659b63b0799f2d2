package io.tidemark.exchange.cryptocom;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CryptoComProtocolTest {

  private final Conversation venue = new Conversation(Venue.CRYPTO_COM);

  private static String message(String channel, String instrument, String rows) {
    return ("{'id':-1,'code':0,'method':'subscribe','result':{'instrument_name':'%s',"
            + "'subscription':'%s.%s','channel':'%s','data':[%s]}}")
        .formatted(instrument, channel, instrument, channel, rows);
  }

  private static String book(String channel, String subscription, String row) {
    return ("{'id':-1,'code':0,'method':'subscribe','result':{'instrument_name':'SOL_USD',"
            + "'subscription':'%s','channel':'%s','depth':2,'data':[%s]}}")
        .formatted(subscription, channel, row);
  }

  private static String snapshot(long number) {
    return book(
        "book",
        "book.SOL_USD.2",
        "{'bids':[['20','1','1'],['19','2','1']],'asks':[['21','1','1']],'t':1600000009000,'u':%d}"
            .formatted(number));
  }

  private static String change(long follows, long number, String bids, String asks) {
    return book(
        "book.update",
        "book.SOL_USD.2",
        "{'update':{'bids':[%s],'asks':[%s]},'t':1600000009500,'tt':1600000009400,'u':%d,'pu':%d}"
            .formatted(bids, asks, number, follows));
  }

  private static String trade(long id, long millis) {
    return "{'d':'%d','s':'SELL','p':'20.5','q':'3','t':%d,'i':'x'}".formatted(id, millis);
  }

  @Test
  void aTradeNamesTheTakersSide() {
    Trade trade = venue.trade(message("trade", "SOLUSD-PERP", trade(7, 1_600_000_009_125L)));
    assertThat(trade)
        .isEqualTo(
            new Trade(
                "SOL-USD-PERP@crypto_com",
                1_600_000_009_125_000L,
                Conversation.AT,
                "7",
                20.5,
                3,
                Side.SELL));
    assertThat(venue.passed(message("trade", "SOLUSD-PERP", trade(7, 1_600_000_009_125L))))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theTradesBeforeTheFirstSubscriptionAreHistory() {
    venue.send("{'method':'subscribe','params':{'channels':['trade.SOL_USD']}}");
    List<Outcome> first =
        venue.receive(
            message(
                "trade",
                "SOL_USD",
                trade(9, 1_600_000_010_001L) + "," + trade(8, 1_600_000_009_000L)));
    assertThat(first.get(0)).isEqualTo(Conversation.passed(NoFact.HISTORY));
    assertThat(fact(Trade.class, first.get(1)).tradeId()).isEqualTo("9");
    venue.trade(message("trade", "SOL_USD", trade(10, 1_600_000_009_999L)));
    venue.send("{'method':'subscribe','params':{'channels':['trade.SOL_USD']}}");
    List<Outcome> again =
        venue.receive(
            message(
                "trade",
                "SOL_USD",
                trade(10, 1_600_000_009_999L) + "," + trade(11, 1_600_000_009_999L)));
    assertThat(again.get(0)).isEqualTo(Conversation.passed(NoFact.REPEATED));
    assertThat(fact(Trade.class, again.get(1)).tradeId()).isEqualTo("11");
  }

  @Test
  void aSnapshotAndItsChangesAreBooksOfTheSubscribedDepth() {
    Book first = venue.book(snapshot(70));
    assertThat(first.instrument()).isEqualTo("SOL-USD@crypto_com");
    assertThat(first.eventTime()).isEqualTo(1_600_000_009_000_000L);
    Book then = venue.book(change(70, 73, "['20.5','4','1']", ""));
    assertThat(then.bidPrices()).containsExactly(20.5, 20);
    assertThat(venue.passed(change(73, 75, "", ""))).isEqualTo(NoFact.BEYOND_DEPTH);
    assertThat(venue.book(change(75, 76, "['20.5','0','0']", "")).bidPrices()).containsExactly(20);
  }

  @Test
  void aHoleIsALossOfThisBookAndASnapshotMendsIt() {
    venue.receive(snapshot(70));
    Outcome lost = venue.one(change(72, 73, "['19.5','4','1']", ""));
    assertRefused(lost, RejectReason.OUT_OF_SEQUENCE, "SOL-USD@crypto_com", "follows 72", "was 70");
    assertThat(stated(Statement.BookChange.class, lost).bids().prices()).containsExactly(19.5);
    assertThat(venue.passed(change(73, 74, "['20','2','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    venue.book(snapshot(80));
    assertThat(venue.passed(change(78, 79, "['20','2','1']", ""))).isEqualTo(NoFact.SUPERSEDED);
    venue.book(change(80, 81, "['20','2','1']", ""));
  }

  @Test
  void anOldChangeNamesNoneBefore() {
    venue.receive(snapshot(70).replace("'u'", "'s'"));
    String old = "{'update':{'bids':[[20.5,4,1]],'asks':[]},'t':1600000009500,'s':99}";
    venue.book(book("book.update", "book.SOL_USD.2", old));
    String crossed = old.replace("20.5", "21");
    assertThat(venue.reason(book("book.update", "book.SOL_USD.2", crossed)))
        .isEqualTo(RejectReason.OUT_OF_SEQUENCE);
  }

  @Test
  void anotherDepthRepeatsTheBook() {
    venue.receive(snapshot(70));
    String other = snapshot(71).replace("book.SOL_USD.2", "book.SOL_USD.50");
    assertThat(venue.passed(other)).isEqualTo(NoFact.REPEATED);
    venue.connect("wss://stream.crypto.com/exchange/v1/market");
    venue.book(other);
    assertThat(venue.passed(change(71, 72, "", ""))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void pricesAndOpenInterestOfContractsAreRead() {
    Metric mark =
        venue.fact(Metric.class, message("mark", "SOLUSD-PERP", "{'v':'20.4','t':1600000009000}"));
    assertThat(mark.name()).isEqualTo("mark_price");
    assertThat(mark.value()).isEqualTo(20.4);
    Metric interest =
        venue.fact(
            Metric.class,
            message("ticker", "SOLUSD-PERP", "{'oi':'1500','a':null,'t':1600000009000}"));
    assertThat(interest.name()).isEqualTo("open_interest");
    assertThat(interest.value()).isEqualTo(1_500);
    assertThat(venue.passed(message("ticker", "SOL_USD", "{'oi':'0','t':1600000009000}")))
        .isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void anIndexPricesThePerpetualAndDatedContractsOfItsPair() {
    venue.receive(message("trade", "SOLUSD-201225", trade(7, 1_600_000_009_125L)));
    venue.receive(message("trade", "SOL_USD", trade(7, 1_600_000_009_125L)));
    List<Outcome> outcomes =
        venue.receive(message("index", "SOLUSD-INDEX", "{'v':'20.3','t':1600000009000}"));
    assertThat(outcomes.stream().map(each -> fact(Metric.class, each).instrument()))
        .containsExactlyInAnyOrder("SOL-USD-PERP@crypto_com", "SOL-USD-201225@crypto_com");
  }

  @Test
  void theFundingRateSettlesAtTheEndOfTheHour() {
    Outcome said = venue.one(message("funding", "SOLUSD-PERP", "{'v':'0.0002','t':1600001998000}"));
    Statement.FundingRate rate = stated(Statement.FundingRate.class, said);
    assertThat(rate.rate()).isEqualTo(0.0002);
    assertThat(rate.settles()).isEqualTo(1_600_002_000_000_000L);
    List<Outcome> next =
        venue.receive(message("funding", "SOLUSD-PERP", "{'v':'0.0003','t':1600002001000}"));
    Funding settled = fact(Funding.class, next.get(0));
    assertThat(settled.rate()).isEqualTo(0.0002);
    assertThat(settled.eventTime()).isEqualTo(1_600_002_000_000_000L);
  }

  @Test
  void theListSaysWhatSymbolsStandFor() {
    assertThat(
            venue.answer(
                "https://api.crypto.com/exchange/v1/public/get-instruments",
                """
                {'id':1,'method':'public/get-instruments','code':0,'result':{'data':[
                 {'symbol':'SOLUSD-PERP','inst_type':'PERPETUAL_SWAP','base_ccy':'SOL',
                  'quote_ccy':'USD_Stable_Coin','contract_size':'2'},
                 {'symbol':'SOL_USD','inst_type':'CCY_PAIR','base_ccy':'SOL','quote_ccy':'USD'}]}}\
                """))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
    Trade trade = venue.trade(message("trade", "SOLUSD-PERP", trade(7, 1_600_000_009_125L)));
    assertThat(trade.instrument()).isEqualTo("SOL-USD-PERP@crypto_com");
    assertThat(trade.quantity()).isEqualTo(6);
    assertThat(venue.reason(message("trade", "BTC_USD", trade(7, 1_600_000_009_125L))))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void warrantsAreNotKept() {
    assertThat(venue.passed(message("trade", "BTCUSD-201225-CW9000", trade(7, 1_600_000_009_125L))))
        .isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void theRestSaysWhy() {
    assertThat(venue.passed("{'id':1,'method':'public/heartbeat','code':0}"))
        .isEqualTo(NoFact.HEARTBEAT);
    assertThat(venue.passed("{'id':1,'method':'subscribe','code':0}")).isEqualTo(NoFact.CONNECTION);
    assertThat(
            venue
                .refused("{'id':1,'method':'subscribe','code':40003,'message':'Unknown symbol'}")
                .detail())
        .contains("Unknown symbol");
    assertThat(venue.passed(message("candlestick", "SOL_USD", ""))).isEqualTo(NoFact.FORMING);
    assertThat(venue.passed(message("settlement", "SOLUSD-201225", ""))).isEqualTo(NoFact.NOT_KEPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"method\":\"news\"}",
        "{\"method\":\"subscribe\",\"result\":{\"channel\":\"news\"}}",
        "{\"method\":\"subscribe\",\"result\":{\"channel\":\"trade\",\"instrument_name\":\"A_B\"}}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(venue.reason(text)).isIn(RejectReason.UNDECODABLE, RejectReason.EMPTY);
  }
}
