package io.tidemark.exchange.kraken;

import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Messages of {@code ws.kraken.com/v2}. */
final class KrakenVersionTwoTest {

  private static final String LEVELS =
      "'bids':[{'price':70.0,'qty':2.50000000}],'asks':[{'price':70.1,'qty':0.00400000}]";
  private static final String DIGITS = "701400000" + "700250000000";

  private final Conversation kraken = new Conversation(Venue.KRAKEN);

  private static long sum(String digits) {
    CRC32 crc = new CRC32();
    crc.update(digits.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  private static String book(String type, String levels, long checksum) {
    return ("{'channel':'book','type':'%s','data':[{'symbol':'SOL/USD',%s,'checksum':%d,"
            + "'timestamp':'2020-09-13T12:26:49.250001Z'}]}")
        .formatted(type, levels, checksum);
  }

  private static String trades(String type, long... numbers) {
    StringBuilder rows = new StringBuilder();
    for (long number : numbers) {
      rows.append(rows.isEmpty() ? "" : ",")
          .append(
              ("{'symbol':'DOGE/USD','side':'sell','price':0.0725,'qty':40.5,'ord_type':'limit',"
                      + "'trade_id':%d,'timestamp':'2020-09-13T12:26:48.123456Z'}")
                  .formatted(number));
    }
    return "{'channel':'trade','type':'%s','data':[%s]}".formatted(type, rows);
  }

  @Test
  void theSumIsOverNumbersAsTheyAreWritten() {
    Book first = kraken.book(book("snapshot", LEVELS, sum(DIGITS)));
    assertThat(first.instrument()).isEqualTo("SOL-USD@kraken");
    assertThat(first.eventTime()).isEqualTo(1_600_000_009_250_001L);
    assertThat(first.askSizes()).containsExactly(0.004);
    String change = "'bids':[],'asks':[{'price':70.05,'qty':1.20000000}]";
    assertThat(kraken.book(book("update", change, sum("7005120000000" + DIGITS))).askPrices())
        .containsExactly(70.05, 70.1);
  }

  @Test
  void numbersWithoutTheirLastZerosAreSummedAsThePairWritesThem() {
    String rewritten = LEVELS.replace("70.0,", "70,").replaceAll("(\\d)0+}", "$1}");
    String other = DIGITS.replace("400000", "4000").replace("250000000", "2500000");
    assertThat(kraken.reason(book("snapshot", rewritten, sum(other))))
        .isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(
            kraken.passed(
                """
                {'channel':'instrument','type':'snapshot','data':{'assets':[],'pairs':[
                 {'symbol':'SOL/USD','base':'SOL','quote':'USD','qty_precision':6,
                  'price_precision':1}]}}\
                """))
        .isEqualTo(NoFact.REFERENCE);
    assertThat(kraken.book(book("snapshot", rewritten, sum(other))).bidPrices())
        .containsExactly(70);
  }

  @Test
  void numbersWithoutTheirLastZerosAreSummedWithTheUsualDecimalsWhereNoListSaysThem() {
    String rewritten = LEVELS.replace("70.0,", "70,").replaceAll("(\\d)0+}", "$1}");
    kraken.book(book("snapshot", rewritten, sum(DIGITS)));
    String change = "'bids':[],'asks':[{'price':70.2,'qty':1.2}]";
    kraken.book(book("update", change, sum("701400000" + "702120000000" + "700250000000")));
    assertThat(kraken.reason(book("update", change, 5))).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
  }

  @Test
  void assetPairsSayHowNumbersAreWrittenToo() {
    kraken.answer(
        "https://api.kraken.com/0/public/AssetPairs",
        """
        {'error':[],'result':{'SOLUSD':{'wsname':'SOL/USD','pair_decimals':1,'lot_decimals':8}}}\
        """);
    String rewritten = LEVELS.replace("70.0,", "70,").replaceAll("(\\d)0+}", "$1}");
    kraken.book(book("snapshot", rewritten, sum(DIGITS)));
  }

  @Test
  void anotherSumIsALossOfThisBookAndTheChangeIsStatedAllTheSame() {
    kraken.book(book("snapshot", LEVELS, sum(DIGITS)));
    String change = "'bids':[{'price':69.5,'qty':3.00000000}],'asks':[]";
    Outcome.Refused lost = kraken.refused(book("update", change, 17));
    assertThat(lost.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(lost.detail()).contains("SOL-USD@kraken", "checksum is 17");
    Statement.BookChange stated = stated(Statement.BookChange.class, lost);
    assertThat(stated.snapshot()).isFalse();
    assertThat(stated.bids().prices()).containsExactly(69.5);
    assertThat(kraken.passed(book("update", change, 18))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    kraken.book(book("snapshot", LEVELS, sum(DIGITS)));
  }

  @Test
  void aBookWithoutSumsIsReadAsItComes() {
    String snapshot = "{'channel':'book','type':'snapshot','data':[{'symbol':'SOL/USD'," + LEVELS;
    assertThat(kraken.book(snapshot + "}]}").eventTime()).isEqualTo(Conversation.AT);
  }

  @Test
  void aPairHasOneInstrumentInBothVersions() {
    kraken.receive(trades("update", 5));
    Trade old = kraken.trade("[2,[['0.07','1','1600000008.5','b','m','']],'trade','XDG/USD']");
    assertThat(old.instrument()).isEqualTo("DOGE-USD@kraken");
  }

  @Test
  void theTradesBeforeTheConnectionAreHistory() {
    assertThat(kraken.receive(trades("snapshot", 7, 8)))
        .containsOnly(Conversation.passed(NoFact.HISTORY));
    Trade trade = kraken.trade(trades("update", 9));
    assertThat(trade.tradeId()).isEqualTo("9");
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.eventTime()).isEqualTo(1_600_000_008_123_456L);
    assertThat(kraken.passed(trades("update", 9))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void whatAReconnectMissedComesWithTheNextSnapshot() {
    kraken.receive(trades("update", 9));
    List<Outcome> outcomes = kraken.receive(trades("snapshot", 9, 10));
    assertThat(outcomes.get(0)).isEqualTo(Conversation.passed(NoFact.REPEATED));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("10");
  }

  @Test
  void aNumberThatWasSkippedIsATradeThatIsMissing() {
    kraken.receive(trades("update", 9));
    List<Outcome> outcomes = kraken.receive(trades("update", 12));
    assertThat(((Outcome.Refused) outcomes.get(0)).detail())
        .contains("DOGE-USD@kraken", "2 trades are missing after 9");
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("12");
    assertThat(kraken.trade(trades("update", 11)).tradeId()).isEqualTo("11");
  }

  @Test
  void anotherDepthOfABookRepeatsItUntilANewConnection() {
    String ten =
        "[1,{'as':[['71','1','1600000001.0']],'bs':[['70','1','1600000001.0']]},'%s','SOL/USD']";
    kraken.book(ten.formatted("book-10"));
    assertThat(kraken.passed(ten.formatted("book-100"))).isEqualTo(NoFact.REPEATED);
    kraken.connect("wss://ws.kraken.com");
    kraken.book(ten.formatted("book-100"));
    assertThat(kraken.passed(ten.formatted("book-10"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theSubscribedDepthIsWhatTheVenueConfirms() {
    kraken.receive(
        "{'method':'subscribe','success':true,'result':{'channel':'book','symbol':'SOL/USD','depth':1}}");
    kraken.book(book("snapshot", LEVELS, sum(DIGITS)));
    String better = "'bids':[],'asks':[{'price':70.05,'qty':1.0}]";
    assertThat(kraken.book(book("update", better, sum("7005" + "10" + "700250000000"))).askPrices())
        .containsExactly(70.05);
  }

  @Test
  void theRestSaysWhy() {
    assertThat(kraken.passed("{'channel':'heartbeat'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(kraken.passed("{'channel':'status','type':'update','data':[]}"))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(kraken.passed("{'channel':'ticker','type':'update','data':[]}"))
        .isEqualTo(NoFact.SUMMARY);
    assertThat(kraken.passed("{'channel':'ohlc','type':'update','data':[]}"))
        .isEqualTo(NoFact.FORMING);
    assertThat(kraken.passed("{'method':'pong','req_id':3}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(
            kraken
                .refused("{'method':'subscribe','success':false,'error':'Currency pair'}")
                .detail())
        .contains("Currency pair");
    assertThat(kraken.reason("{'channel':'news','data':[]}")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(kraken.reason("{'channel':'trade','type':'update','data':[{'symbol':'SOLUSD'}]}"))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(
            kraken.reason(
                book("snapshot", "'bids':[{'price':1e-999999,'qty':1e999999}],'asks':[]", 1)))
        .isEqualTo(RejectReason.UNDECODABLE);
  }
}
