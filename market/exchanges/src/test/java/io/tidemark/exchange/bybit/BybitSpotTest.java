package io.tidemark.exchange.bybit;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import org.junit.jupiter.api.Test;

/** Bybit's spot market in its old dialects and in version 5. */
final class BybitSpotTest {

  private static final long MS = AT / 1_000;

  private final Conversation bybit = new Conversation(Venue.BYBIT_SPOT);

  @Test
  void theSameSymbolIsAnotherInstrumentThanAmongTheDerivatives() {
    String trade =
        """
        {'topic':'publicTrade.SOLUSDT','type':'snapshot','ts':%d,'data':[{'i':'31','T':%d,
         'p':'7','v':'2','S':'Buy','s':'SOLUSDT','BT':false}]}"""
            .formatted(MS, MS);
    assertThat(bybit.trade(trade).instrument()).isEqualTo("SOL-USDT@bybit");
    assertThat(new Conversation(Venue.BYBIT).trade(trade).instrument())
        .isEqualTo("SOL-USDT-PERP@bybit");
  }

  @Test
  void theUrlTellsTheMarkets() {
    assertThat(Venue.ofUrl("wss://stream.bybit.com/v5/public/spot")).contains(Venue.BYBIT_SPOT);
    assertThat(Venue.ofUrl("wss://stream.bybit.com/spot/quote/ws/v2")).contains(Venue.BYBIT_SPOT);
    assertThat(Venue.ofUrl("wss://stream.bybit.com/v5/public/linear")).contains(Venue.BYBIT);
  }

  @Test
  void inVersionTwoTheSymbolStandsBesideTheTopic() {
    Trade trade =
        bybit.trade(
            """
            {'topic':'trade','params':{'symbol':'SOLBTC','binary':'false','symbolName':'SOLBTC'},
             'data':{'v':'31','t':%d,'p':'0.002','q':'8','m':false}}"""
                .formatted(MS - 9));
    assertThat(trade)
        .isEqualTo(new Trade("SOL-BTC@bybit", AT - 9_000, AT, "31", 0.002, 8, Side.SELL));
    assertThat(bybit.book(depth("['2','8']", "['3','9']")).bidSizes()).containsExactly(8);
    assertThat(bybit.book(depth("['1','5']", "['3','9']")).bidPrices()).containsExactly(1);
  }

  @Test
  void inVersionOneTheFirstTradesAreHistory() {
    assertThat(bybit.receive(trades(true, "41")))
        .containsExactly(Conversation.passed(NoFact.HISTORY));
    assertThat(fact(Trade.class, bybit.one(trades(false, "42"))).tradeId()).isEqualTo("42");
    assertThat(bybit.passed(trades(false, "41"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aChangeThatCrossesTheBookShowsThatOneIsMissing() {
    bybit.receive(difference(true, "['2','8']", "['3','9']"));
    assertThat(bybit.book(difference(false, "['2.5','1']", "")).bidPrices())
        .containsExactly(2.5, 2);
    assertRefused(
        bybit.one(difference(false, "['3.5','1']", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "SOL-USDT@bybit",
        "best bid 3.5");
    assertThat(bybit.passed(difference(false, "['2.6','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bybit.book(difference(true, "['2','8']", "['3','9']"))).isNotNull();
  }

  @Test
  void inVersionThreeEachBookIsWhole() {
    String book =
        """
        {'topic':'orderbook.40.SOLUSDT','type':'snapshot','ts':%d,'data':{'s':'SOLUSDT','t':%d,
         'b':[['2','8']],'a':[['3','9']]}}"""
            .formatted(MS, MS - 1);
    assertThat(bybit.book(book).eventTime()).isEqualTo(AT - 1_000);
  }

  @Test
  void whatTheVenueAnswersHasItsReason() {
    assertThat(bybit.passed("{'topic':'depth','event':'sub','code':'0','msg':'Success'}"))
        .isEqualTo(NoFact.CONNECTION);
    assertRefused(
        bybit.one("{'code':'-10001','desc':'Invalid symbol'}"),
        RejectReason.INCONSISTENT,
        "Invalid symbol");
    assertThat(bybit.passed("{'pong':1600000000000}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(
            bybit.passed("{'topic':'tickers.SOLUSDT','ts':1600000000000,'data':{'lastPrice':'3'}}"))
        .isEqualTo(NoFact.SUMMARY);
    assertThat(bybit.passed("{'topic':'bookTicker','params':{'symbol':'SOLUSDT'},'data':{}}"))
        .isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void onceListedAnUnlistedSymbolIsUnknown() {
    bybit.receive(
        """
        {'retCode':0,'retMsg':'OK','result':{'list':[
         {'symbol':'XUSDTUSDC','baseCoin':'XUSDT','quoteCoin':'USDC'}]}}""");
    assertThat(bybit.reason(depth("['2','8']", "['3','9']")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(
            bybit
                .book(depth("['2','8']", "['3','9']").replace("SOLUSDT", "XUSDTUSDC"))
                .instrument())
        .isEqualTo("XUSDT-USDC@bybit");
  }

  private static String depth(String bids, String asks) {
    return """
    {'topic':'depth','params':{'symbol':'SOLUSDT','binary':'false'},'data':{'s':'SOLUSDT',
     't':%d,'v':'5_6_8','b':[%s],'a':[%s]}}"""
        .formatted(MS, bids, asks);
  }

  private static String trades(boolean first, String id) {
    return """
    {'symbol':'SOLUSDT','symbolName':'SOLUSDT','topic':'trade','params':{'binary':'false'},
     'data':[{'v':'%s','t':%d,'p':'5','q':'2','m':true}],'f':%s,'shared':false}"""
        .formatted(id, MS, first);
  }

  private static String difference(boolean first, String bids, String asks) {
    return """
    {'symbol':'SOLUSDT','topic':'diffDepth','params':{},'data':[{'e':301,'s':'SOLUSDT',
     't':%d,'v':'5_6','b':[%s],'a':[%s]}],'f':%s}"""
        .formatted(MS, bids, asks, first);
  }
}
