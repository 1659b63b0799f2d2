package io.tidemark.exchange.okx;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Statement;
import org.junit.jupiter.api.Test;

/** Version 3 of OKX, whose messages have a table. */
final class OkxThirdVersionTest {

  private static final String TIME = "2020-09-13T12:26:49.500Z";

  private final Conversation okx = new Conversation(Venue.OKX);

  @Test
  void tradesOfFuturesAreInContracts() {
    Trade trade =
        okx.trade(
            """
            {'table':'futures/trade','data':[{'side':'buy','trade_id':'51','price':'4','qty':'6',
             'instrument_id':'LTC-USD-200925','timestamp':'%s'}]}"""
                .formatted(TIME));
    assertThat(trade)
        .isEqualTo(new Trade("LTC-USD-200925@okx", AT - 500_000, AT, "51", 4, 15, Side.BUY));
  }

  @Test
  void aBookIsAPartialAndItsUpdates() {
    okx.receive(depth("depth", "partial", "['4','2','0','1']", "['5','3','0','1']"));
    Book book = okx.book(depth("depth", "update", "['4','0','0','0'],['3',7,0,1]", ""));
    assertThat(book.bidPrices()).containsExactly(3);
    assertThat(book.bidSizes()).containsExactly(7);
    assertThat(okx.passed(depth("depth_l2_tbt", "update", "['3',8,0,1]", "")))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aChecksumTellsThatAnUpdateIsMissing() {
    okx.receive(depth("depth", "partial", "['4','2','0','1']", "['5','3','0','1']"));
    assertRefused(
        okx.one(
            depth("depth", "update", "['3','7','0','1']", "")
                .replace("'timestamp'", "'checksum':-5,'timestamp'")),
        RejectReason.OUT_OF_SEQUENCE,
        "LTC-USDT@okx",
        "checksum is -5");
    assertThat(okx.passed(depth("depth", "update", "['3','7','0','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void openInterestStandsInTheTicker() {
    String ticker =
        """
        {'table':'swap/ticker','data':[{'last':'5','open_interest':'20',
         'instrument_id':'LTC-USD-SWAP','timestamp':'%s'}]}"""
            .formatted(TIME);
    assertThat(okx.fact(Metric.class, ticker))
        .isEqualTo(new Metric("LTC-USD-PERP@okx", AT - 500_000, AT, "open_interest", 40));
    assertThat(okx.passed(ticker)).isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void aRateHasNoTimeOfItsOwn() {
    assertThat(
            okx.one(
                    """
                    {'table':'swap/funding_rate','data':[{'estimated_rate':'0.0001',
                     'funding_rate':'0.0004','funding_time':'2020-09-13T16:00:00.000Z',
                     'instrument_id':'LTC-USD-SWAP','interest_rate':'0'}]}""")
                .statement())
        .isEqualTo(
            new Statement.FundingRate("LTC-USD-PERP@okx", AT, 0.0004, 1_600_012_800_000_000L));
  }

  @Test
  void aLiquidationOfTypeFourClosesAShort() {
    assertThat(okx.fact(Metric.class, liquidation(4)).name()).isEqualTo("liquidated_short");
    assertThat(okx.fact(Metric.class, liquidation(3)).name()).isEqualTo("liquidated_long");
    assertThat(okx.reason(liquidation(5))).isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void theOldListsSayTheSizes() {
    okx.answer(
        "https://www.okex.com/api/swap/v3/instruments",
        """
        [{'instrument_id':'NEW-USDT-SWAP','contract_val':'3','is_inverse':'false',
          'contract_val_currency':'NEW','base_currency':'NEW','quote_currency':'USDT',
          'tick_size':'1'}]""");
    assertThat(
            okx.trade(
                    """
                    {'table':'swap/trade','data':[{'instrument_id':'NEW-USDT-SWAP','price':'4',
                     'side':'sell','size':'2','timestamp':'%s','trade_id':'52'}]}"""
                        .formatted(TIME))
                .quantity())
        .isEqualTo(6);
  }

  @Test
  void otherTablesHaveTheirReasons() {
    assertThat(
            okx.passed(
                """
                {'table':'spot/candle60s','data':[{'candle':['%s','1','2','1','2','3'],
                 'instrument_id':'LTC-USDT'}]}"""
                    .formatted(TIME)))
        .isEqualTo(NoFact.FORMING);
    assertThat(okx.passed("{'table':'option/summary','data':[{}]}")).isEqualTo(NoFact.NOT_KEPT);
    assertThat(
            okx.passed(
                """
                {'table':'index/ticker','data':[{'last':'5','instrument_id':'LTC-USD',
                 'timestamp':'%s'}]}"""
                    .formatted(TIME)))
        .isEqualTo(NoFact.REFERENCE);
    assertRefused(
        okx.one("{'event':'error','message':'Channel does not exist','errorCode':30040}"),
        RejectReason.INCONSISTENT,
        "Channel does not exist");
  }

  private static String depth(String channel, String action, String bids, String asks) {
    return """
        {'table':'spot/%s','action':'%s','data':[{'instrument_id':'LTC-USDT','asks':[%s],
         'bids':[%s],'timestamp':'%s'}]}"""
        .formatted(channel, action, asks, bids, TIME);
  }

  private static String liquidation(int type) {
    return """
        {'table':'swap/liquidation','data':[{'loss':'0','size':'8','price':'4',
         'created_at':'%s','type':'%d','instrument_id':'LTC-USDT-SWAP'}]}"""
        .formatted(TIME, type);
  }
}
