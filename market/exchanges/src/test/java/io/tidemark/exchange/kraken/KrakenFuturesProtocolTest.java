package io.tidemark.exchange.kraken;

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

final class KrakenFuturesProtocolTest {

  private static final long NOW = 1_626_994_930_000_000L;
  private static final String SNAPSHOT =
      "{'feed':'book_snapshot','product_id':'PI_XBTUSD','timestamp':1626994929000,'seq':10,"
          + "'bids':[{'price':20000,'qty':4000.0},{'price':19999.5,'qty':0}],"
          + "'asks':[{'price':25000,'qty':500}]}";

  private final Conversation kraken = new Conversation(Venue.KRAKEN_FUTURES, NOW);

  private static String change(long sequence, String side, String price, String size) {
    return ("{'feed':'book','product_id':'PI_XBTUSD','side':'%s','seq':%d,'price':%s,"
            + "'qty':%s,'timestamp':1626994929500}")
        .formatted(side, sequence, price, size);
  }

  private static String trade(String symbol, long sequence, String type) {
    return ("{'feed':'trade','product_id':'%s','uid':'ab-%d','side':'sell','type':'%s','seq':%d,"
            + "'time':1626994929700,'qty':3000.0,'price':20000.0}")
        .formatted(symbol, sequence, type, sequence);
  }

  @Test
  void contractsOfOneDollarBecomeBase() {
    Book book = kraken.book(SNAPSHOT);
    assertThat(book.instrument()).isEqualTo("BTC-USD-PERP@kraken_futures");
    assertThat(book.eventTime()).isEqualTo(1_626_994_929_000_000L);
    assertThat(book.bidPrices()).containsExactly(20_000);
    assertThat(book.bidSizes()).containsExactly(0.2);
    assertThat(book.askSizes()).containsExactly(0.02);
  }

  @Test
  void aTradeIsInBaseAndOfTheTakersSide() {
    Trade trade = kraken.trade(trade("FI_ETHUSD_211231", 7, "fill"));
    assertThat(trade.instrument()).isEqualTo("ETH-USD-211231@kraken_futures");
    assertThat(trade.quantity()).isEqualTo(0.15);
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.tradeId()).isEqualTo("ab-7");
    assertThat(trade.eventTime()).isEqualTo(1_626_994_929_700_000L);
    assertThat(kraken.passed(trade("FI_ETHUSD_211231", 7, "fill"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aLiquidationIsATradeAndEndsAPosition() {
    List<Outcome> outcomes = kraken.receive(trade("PI_XBTUSD", 8, "liquidation"));
    assertThat(fact(Trade.class, outcomes.get(0)).tradeId()).isEqualTo("ab-8");
    Metric ended = fact(Metric.class, outcomes.get(1));
    assertThat(ended.name()).isEqualTo("liquidated_long");
    assertThat(ended.value()).isEqualTo(0.15);
    assertThat(kraken.passed(trade("PI_XBTUSD", 8, "liquidation"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aNumberThatWasSkippedIsATradeThatIsMissing() {
    kraken.receive(trade("PI_XBTUSD", 8, "fill"));
    List<Outcome> outcomes = kraken.receive(trade("PI_XBTUSD", 11, "fill"));
    assertThat(((Outcome.Refused) outcomes.get(0)).detail())
        .contains("2 trades are missing after 8");
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("ab-11");
  }

  @Test
  void anOldTradeHasNoId() {
    String old = trade("PI_XBTUSD", 8, "fill").replace("'uid':'ab-8',", "");
    assertThat(kraken.trade(old).tradeId()).isEmpty();
    assertThat(kraken.trade(old).tradeId()).isEmpty();
  }

  @Test
  void flexibleContractsAreOfTheBaseAndAnInstrumentOfTheirOwn() {
    Trade trade = kraken.trade(trade("PF_XBTUSD", 1, "fill"));
    assertThat(trade.instrument()).isEqualTo("BTC-USD-PERP@kraken_flex");
    assertThat(trade.quantity()).isEqualTo(3_000);
    assertThat(kraken.trade(trade("FF_XBTUSD_240628", 1, "fill")).instrument())
        .isEqualTo("BTC-USD-240628@kraken_flex");
  }

  @Test
  void aTickerTellsPricesOpenInterestAndTheRelativeFundingRate() {
    String ticker =
        "{'feed':'ticker','product_id':'PI_XBTUSD','time':%d,'index':20010.5,'markPrice':20000,"
            + "'openInterest':5000000,'funding_rate':-2e-9,'relative_funding_rate':-0.00004,"
            + "'next_funding_rate_time':%d}";
    List<Outcome> first = kraken.receive(ticker.formatted(1626998399000L, 1626998400000L));
    assertThat(first).hasSize(4);
    assertThat(fact(Metric.class, first.get(0)).name()).isEqualTo("mark_price");
    assertThat(fact(Metric.class, first.get(1)).value()).isEqualTo(20_010.5);
    assertThat(fact(Metric.class, first.get(2)).value()).isEqualTo(250);
    Statement.FundingRate rate = stated(Statement.FundingRate.class, first.get(3));
    assertThat(rate.rate()).isEqualTo(-0.00004);
    List<Outcome> next = kraken.receive(ticker.formatted(1626998401000L, 1627002000000L));
    Funding settled = fact(Funding.class, next.get(0));
    assertThat(settled.rate()).isEqualTo(-0.00004);
    assertThat(settled.eventTime()).isEqualTo(1_626_998_400_000_000L);
  }

  @Test
  void anAmountForEachContractIsMadeAFraction() {
    String ticker =
        "{'feed':'ticker','product_id':'%s','time':1626998399000,'index':20000,"
            + "'funding_rate':%s,'next_funding_rate_time':1626998400000}";
    Outcome inverse = kraken.receive(ticker.formatted("PI_XBTUSD", "3e-9")).get(1);
    assertThat(stated(Statement.FundingRate.class, inverse).rate()).isCloseTo(6e-5, within(1e-12));
    Outcome linear = kraken.receive(ticker.formatted("PF_XBTUSD", "1.2")).get(1);
    assertThat(stated(Statement.FundingRate.class, linear).rate()).isCloseTo(6e-5, within(1e-12));
  }

  @Test
  void aChangeThatShowsAHoleIsStated() {
    kraken.receive(SNAPSHOT);
    Outcome lost = kraken.one(change(14, "buy", "21000", "2100"));
    assertThat(stated(Statement.BookChange.class, lost).bids().sizes()).containsExactly(0.1);
    String timeless = change(15, "buy", "21000", "1").replace(",'timestamp':1626994929500", "");
    assertThat(stated(Statement.BookChange.class, kraken.one(timeless)).eventTime()).isEqualTo(NOW);
  }

  @Test
  void whatWasNotDealtInTheMarketIsRefused() {
    assertThat(kraken.refused(trade("PI_XBTUSD", 7, "block")).detail()).contains("block");
    assertThat(kraken.reason(trade("PI_XBTUSD", 7, "termination")))
        .isEqualTo(RejectReason.INCONSISTENT);
  }

  @Test
  void theInstrumentsAnswerTellsTheContract() {
    kraken.answer(
        "https://futures.kraken.com/derivatives/api/v3/instruments",
        "{'result':'success','instruments':["
            + "{'symbol':'pi_xbtusd','type':'futures_inverse','contractSize':10},"
            + "{'symbol':'pf_ethusd','type':'flexible_futures','contractSize':2},"
            + "{'symbol':'in_xbtusd','type':'spot index'}]}");
    assertThat(kraken.trade(trade("PI_XBTUSD", 1, "fill")).quantity()).isEqualTo(1.5);
    assertThat(kraken.trade(trade("PF_ETHUSD", 1, "fill")).quantity()).isEqualTo(6_000);
    assertThat(kraken.reason(trade("FI_XBTUSD_211231", 1, "fill")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(kraken.reason(trade("IN_XBTUSD", 1, "fill")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void aContractOfUnknownSizeIsNotKnown() {
    for (String symbol : new String[] {"IN_ETHUSD", "XBTUSD", "PI_USD", "PI__1_2"}) {
      assertThat(kraken.reason(trade(symbol, 1, "fill")))
          .as(symbol)
          .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    }
  }

  @Test
  void aChangeFollowsTheOneBefore() {
    kraken.receive(SNAPSHOT);
    Book book = kraken.book(change(11, "buy", "21000", "2100"));
    assertThat(book.bidPrices()).containsExactly(21_000, 20_000);
    assertThat(book.eventTime()).isEqualTo(1_626_994_929_500_000L);
    assertThat(kraken.passed(change(11, "buy", "21000", "9"))).isEqualTo(NoFact.SUPERSEDED);
    assertThat(kraken.book(change(12, "buy", "21000", "0.0")).bidPrices()).containsExactly(20_000);
  }

  @Test
  void aHoleIsNamedAndASnapshotMendsIt() {
    kraken.receive(SNAPSHOT);
    Outcome.Refused lost = kraken.refused(change(14, "buy", "21000", "2100"));
    assertThat(lost.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(lost.detail())
        .contains("3 changes are missing between 10 and 14", "BTC-USD-PERP@kraken_futures");
    assertThat(kraken.passed(change(15, "buy", "21000", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    kraken.book(SNAPSHOT.replace("'seq':10", "'seq':15"));
    assertThat(kraken.book(change(16, "sell", "24000", "1")).askPrices())
        .containsExactly(24_000, 25_000);
  }

  @Test
  void aChangeThatCannotBeReadIsMissing() {
    kraken.receive(SNAPSHOT);
    assertThat(kraken.reason(change(11, "buy", "null", "1"))).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(kraken.passed(change(12, "buy", "21000", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aTransientCrossingWithAnUnbrokenChainIsRefusedButNoLoss() {
    kraken.receive(SNAPSHOT);
    assertThat(kraken.reason(change(11, "buy", "25000", "1"))).isEqualTo(RejectReason.INCONSISTENT);
    assertThat(kraken.book(change(12, "buy", "25000", "0")).bidPrices()).containsExactly(20_000);
  }

  @Test
  void tradesOfThePastAreHistory() {
    String past = trade("PI_XBTUSD", 5, "fill");
    assertThat(
            kraken.passed(
                "{'feed':'trade_snapshot','product_id':'PI_XBTUSD','trades':[" + past + "]}"))
        .isEqualTo(NoFact.HISTORY);
    assertThat(kraken.passed(past)).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theRestSaysWhy() {
    assertThat(kraken.passed("{'event':'subscribed','feed':'book','product_ids':['PI_XBTUSD']}"))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(kraken.passed("{'feed':'ticker_lite'}")).isEqualTo(NoFact.SUMMARY);
    assertThat(kraken.passed("{'feed':'heartbeat'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(kraken.reason("{'event':'error','message':'x'}"))
        .isEqualTo(RejectReason.INCONSISTENT);
    assertThat(kraken.reason("{'feed':'fills'}")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(kraken.reason("7")).isEqualTo(RejectReason.UNDECODABLE);
  }
}
