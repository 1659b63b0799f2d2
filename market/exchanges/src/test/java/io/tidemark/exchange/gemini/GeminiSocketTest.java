package io.tidemark.exchange.gemini;

import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of {@code ws.gemini.com}, and symbols without a list. */
final class GeminiSocketTest {

  private static final String URL = "wss://ws.gemini.com?snapshot=-1";

  private final Conversation gemini = new Conversation(Venue.GEMINI);

  private static String depth(long first, long last, String bids, String asks) {
    return ("{'e':'depthUpdate','E':1600000009250001300,'s':'solusd','U':%d,'u':%d,'b':[%s],"
            + "'a':[%s]}")
        .formatted(first, last, bids, asks);
  }

  private static String trade(String symbol, long id, boolean buyerIsMaker) {
    return "{'E':1600000009250001300,'s':'%s','t':%d,'p':'20.5','q':'3','m':%s}"
        .formatted(symbol, id, buyerIsMaker);
  }

  @ParameterizedTest
  @CsvSource({
    "btcusd, BTC-USD@gemini",
    "ethgusd, ETH-GUSD@gemini",
    "paxgusd, PAXG-USD@gemini",
    "gusdusd, GUSD-USD@gemini",
    "rlusdusd, RLUSD-USD@gemini",
    "xrprlusd, XRP-RLUSD@gemini",
    "usdcusd, USDC-USD@gemini",
    "efilfil, EFIL-FIL@gemini",
    "1inchusd, 1INCH-USD@gemini",
    "solgusdperp, SOL-GUSD-PERP@gemini",
    "btcusdcperp, BTC-USDC-PERP@gemini",
  })
  void aSymbolTellsItsPairWhereThereIsNoList(String symbol, String instrument) {
    assertThat(gemini.trade(trade(symbol, 4, true)).instrument()).isEqualTo(instrument);
  }

  @Test
  void aSymbolWithoutAQuoteIsUnknownAndAnEventContractIsNotKept() {
    assertThat(gemini.reason(trade("solxyz", 4, true))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(gemini.passed(trade("gemi-btc-hi100", 4, true))).isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void aTradesTakerIsTheOtherSideOfTheMaker() {
    Trade sold = gemini.trade(trade("solusd", 41, true));
    assertThat(sold.takerSide()).isEqualTo(Side.SELL);
    assertThat(sold.eventTime()).isEqualTo(1_600_000_009_250_001L);
    assertThat(sold.tradeId()).isEqualTo("41");
    assertThat(gemini.trade(trade("solusd", 42, false)).takerSide()).isEqualTo(Side.BUY);
    assertThat(gemini.passed(trade("solusd", 42, false))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aSnapshotEndsWhereItBeginsAndAChangeBeginsWhereTheOneBeforeEnded() {
    gemini.connect(URL);
    Book book = gemini.book(depth(70, 70, "['20','1'],['19','2']", "['21','1']"));
    assertThat(book.instrument()).isEqualTo("SOL-USD@gemini");
    assertThat(book.eventTime()).isEqualTo(1_600_000_009_250_001L);
    assertThat(gemini.book(depth(70, 95, "['20','0']", "")).bidPrices()).containsExactly(19);
    assertThat(gemini.passed(depth(70, 95, "['20','0']", ""))).isEqualTo(NoFact.SUPERSEDED);
  }

  @Test
  void aHoleIsALossAndASnapshotMendsIt() {
    gemini.connect(URL);
    gemini.receive(depth(70, 70, "['20','1']", "['21','1']"));
    Outcome.Refused lost = gemini.refused(depth(71, 95, "['19.5','4']", ""));
    assertThat(lost.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(lost.detail()).contains("SOL-USD@gemini", "follows 71", "was 70");
    assertThat(stated(Statement.BookChange.class, lost).bids().prices()).containsExactly(19.5);
    assertThat(gemini.passed(depth(95, 99, "['20','2']", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    gemini.book(depth(110, 110, "['20','1']", "['21','1']"));
  }

  @Test
  void theFirstMessageIsTheBookOnlyWhereNobodySaysHowTheSocketWasOpened() {
    gemini.book(depth(70, 95, "['20','1']", "['21','1']"));
    gemini.connect("wss://ws.gemini.com");
    assertThat(gemini.passed(depth(95, 99, "['20','2']", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aPerpetualsFundingIsAnAmountForAContract() {
    String funding =
        "{'e':'fundingAmount','E':%d000000000,'s':'solgusdperp','T':%d000000000,'i':60,'f':'0.005',"
            + "'r':'0.01','p':'20','R':false}";
    List<Outcome> first = gemini.receive(funding.formatted(1_599_998_399L, 1_599_998_400L));
    assertThat(stated(Statement.FundingRate.class, first.get(0)).rate())
        .isCloseTo(0.00025, within(1e-12));
    List<Outcome> next = gemini.receive(funding.formatted(1_599_998_460L, 1_600_002_000L));
    Funding settled = fact(Funding.class, next.get(0));
    assertThat(settled.eventTime()).isEqualTo(1_599_998_400_000_000L);
    assertThat(settled.rate()).isCloseTo(0.00025, within(1e-12));
  }

  @Test
  void versionTwoTellsPricesAndFundingOfPerpetuals() {
    List<Outcome> prices =
        gemini.receive(
            """
            {'type':'mark_price_updates','symbol':'SOLGUSDPERP','changes':[
             {'timestamp':1600000009250001300,'mark_price':'20','spot_index':'20.25'}]}\
            """);
    assertThat(fact(Metric.class, prices.get(0)).name()).isEqualTo("mark_price");
    assertThat(fact(Metric.class, prices.get(1)).value()).isEqualTo(20.25);
    Outcome funding =
        gemini.one(
            """
            {'type':'funding_amount_updates','symbol':'SOLGUSDPERP','changes':[
             {'timestamp':1600000009250001300,'funding_amount':'-0.001',
              'funding_date_time':1600002000000000000,'funding_interval_in_minutes':60,
              'is_realized':false}]}\
            """);
    assertThat(stated(Statement.FundingRate.class, funding).rate())
        .isCloseTo(-0.00005, within(1e-12));
  }

  @Test
  void theSocketsMarkPriceIsSaidWhenItChanges() {
    String price =
        "{'e':'markPrice','E':1600000009250001300,'s':'solgusdperp','p':'20','i':'2000'}";
    assertThat(gemini.fact(Metric.class, price).name()).isEqualTo("mark_price");
    assertThat(gemini.passed(price)).isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void tradesThatAReconnectMissedComeWithTheNextBook() {
    gemini.trade(
        "{'type':'trade','symbol':'SOLUSD','event_id':7,'timestamp':1600000001000,'price':'20',"
            + "'quantity':'1','side':'buy'}");
    String row =
        "{'event_id':%d,'timestamp':160000000%d000,'price':'20','quantity':'1','side':'buy'}";
    List<Outcome> outcomes =
        gemini.receive(
            "{'type':'l2_updates','symbol':'SOLUSD','changes':[['buy','20','1'],['sell','21','1']],"
                + "'trades':[%s,%s]}".formatted(row.formatted(8, 2), row.formatted(7, 1)));
    assertThat(outcomes).hasSize(3);
    assertThat(outcomes.get(0)).isEqualTo(Conversation.passed(NoFact.REPEATED));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("8");
    assertThat(fact(Book.class, outcomes.get(2)).bidPrices()).containsExactly(20);
  }

  @Test
  void theRestSaysWhy() {
    assertThat(gemini.passed("{'id':'7','status':200}")).isEqualTo(NoFact.CONNECTION);
    assertThat(
            gemini
                .refused("{'id':4,'status':400,'error':{'code':-1013,'msg':'Invalid stream name'}}")
                .detail())
        .contains("Invalid stream name");
    assertThat(
            gemini.passed(
                "{'u':5,'E':1600000009250001300,'s':'solusd','b':'1','B':'2','a':'3','A':'4'}"))
        .isEqualTo(NoFact.SUMMARY);
    assertThat(gemini.passed("{'lastUpdateId':5,'symbol':'solusd','bids':[],'asks':[]}"))
        .isEqualTo(NoFact.SUMMARY);
    assertThat(gemini.passed("{'u':5,'E':1600000009250001300,'s':'solusd'}"))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(gemini.reason("{'e':'news','s':'solusd'}")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(gemini.reason("{'x':1}")).isEqualTo(RejectReason.UNDECODABLE);
  }
}
