package io.tidemark.exchange.hyperliquid;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HyperliquidProtocolTest {

  private static final long MS = AT / 1_000;
  private static final String PERPETUALS =
      """
      {'universe':[{'name':'SOL','szDecimals':2},{'name':'OLD','szDecimals':1,'isDelisted':true},
       {'name':'kCAT','szDecimals':0}]}""";
  private static final String SPOT =
      """
      {'tokens':[{'name':'USDC','index':0},{'name':'CAT','index':7},{'name':'USDH','index':9}],
       'universe':[{'tokens':[7,0],'name':'@3','index':3},{'tokens':[7,9],'name':'@4'}]}""";

  private final Conversation hyperliquid = new Conversation(Venue.HYPERLIQUID);

  @ParameterizedTest
  @CsvSource({
    "SOL, SOL-USD-PERP@hyperliquid",
    "kCAT, KCAT-USD-PERP@hyperliquid",
    "xyz:GOLD, GOLD-USD-XYZPERP@hyperliquid",
    "CAT/USDC, CAT-USDC@hyperliquid",
  })
  void withoutAListTheCoinTells(String coin, String instrument) {
    assertThat(hyperliquid.trade(trade(coin, 1, "A", MS - 3)))
        .isEqualTo(new Trade(instrument, AT - 3_000, AT, "1", 4, 6, Side.SELL));
  }

  @Test
  void aNumberedPairNeedsTheList() {
    assertRefused(
        hyperliquid.one(trade("@3", 1, "B", MS)),
        RejectReason.UNKNOWN_INSTRUMENT,
        "@3",
        "list is needed");
    assertThat(hyperliquid.answer("https://api.hyperliquid.xyz/info", SPOT))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
    assertThat(hyperliquid.trade(trade("@3", 1, "B", MS)).instrument())
        .isEqualTo("CAT-USDC@hyperliquid");
    assertThat(hyperliquid.trade(trade("@4", 1, "B", MS)).instrument())
        .isEqualTo("CAT-USDH@hyperliquid");
    assertThat(hyperliquid.refused(trade("@5", 1, "B", MS)).detail()).contains("is not known");
  }

  @Test
  void onceItsMarketIsListedAnUnlistedCoinIsUnknown() {
    assertThat(hyperliquid.passed(PERPETUALS)).isEqualTo(NoFact.REFERENCE);
    assertThat(hyperliquid.reason(trade("DOG", 1, "B", MS)))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(hyperliquid.trade(trade("SOL", 1, "B", MS)).takerSide()).isEqualTo(Side.BUY);
    assertThat(hyperliquid.trade(trade("xyz:GOLD", 1, "B", MS))).isNotNull();
  }

  @Test
  void theFirstTradesAfterASubscriptionAreHistoryAsFarAsTheyAreOlder() {
    hyperliquid.send("{'method':'subscribe','subscription':{'type':'trades','coin':'SOL'}}");
    hyperliquid.receive(acknowledgement());
    List<Outcome> outcomes =
        hyperliquid.receive(
            """
            {'channel':'trades','data':[
             {'coin':'SOL','side':'B','px':'4','sz':'6','time':%d,'tid':1},
             {'coin':'SOL','side':'B','px':'4','sz':'6','time':%d,'tid':2}]}"""
                .formatted(MS - 9, MS + 9));
    assertThat(outcomes.get(0)).isEqualTo(Conversation.passed(NoFact.HISTORY));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("2");
    assertThat(hyperliquid.passed(trade("SOL", 1, "B", MS - 9))).isEqualTo(NoFact.REPEATED);
    assertThat(hyperliquid.trade(trade("SOL", 3, "B", MS - 9)).tradeId()).isEqualTo("3");
  }

  @Test
  void aTradeBehindItsSubscriptionIsNoHistoryThoughTheLocalClockIsAhead() {
    hyperliquid.clock(AT + 40_000_000);
    hyperliquid.send("{'method':'subscribe','subscription':{'type':'trades','coin':'SOL'}}");
    hyperliquid.clock(AT + 40_500_000);
    hyperliquid.receive(
        "{'channel':'l2Book','data':{'coin':'SOL','time':%d,'levels':[[],[]]}}"
            .formatted(MS + 400));
    List<Outcome> outcomes =
        hyperliquid.receive(
            """
            {'channel':'trades','data':[
             {'coin':'SOL','side':'B','px':'4','sz':'6','time':%d,'tid':1},
             {'coin':'SOL','side':'B','px':'4','sz':'6','time':%d,'tid':2}]}"""
                .formatted(MS - 5_000, MS + 450));
    assertThat(outcomes.get(0)).isEqualTo(Conversation.passed(NoFact.HISTORY));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("2");
  }

  @Test
  void theVenuesEchoOfASubscriptionServesWhereTheRequestWasNotRecorded() {
    assertThat(hyperliquid.passed(acknowledgement())).isEqualTo(NoFact.CONNECTION);
    assertThat(hyperliquid.passed(trade("SOL", 1, "B", MS - 9))).isEqualTo(NoFact.HISTORY);
    assertThat(hyperliquid.trade(trade("SOL", 2, "B", MS - 9)).tradeId()).isEqualTo("2");
  }

  @Test
  void eachBookIsWholeAndMayBeEmpty() {
    String book =
        """
        {'channel':'l2Book','data':{'coin':'SOL','time':%d,'levels':[[%s],[%s]]}}""";
    String bid = "{'px':'%s','sz':'6','n':2}";
    String ask = "{'px':'9','sz':'7','n':1}";
    assertThat(hyperliquid.book(book.formatted(MS - 1, bid.formatted(4), ask)).bidPrices())
        .containsExactly(4);
    assertThat(hyperliquid.book(book.formatted(MS, bid.formatted(3), ask)).bidPrices())
        .containsExactly(3);
    Outcome empty = hyperliquid.one(book.formatted(MS, "", ""));
    assertThat(((Outcome.Passed) empty).why()).isEqualTo(NoFact.ONE_SIDED);
    assertThat(stated(Statement.BookChange.class, empty).snapshot()).isTrue();
  }

  @Test
  void aContextHasTheValuesOfAPerpetualWhoseFundingSettlesEachHour() {
    Protocol protocol = Venue.HYPERLIQUID.open();
    long hour = 1_600_002_000_000_000L;
    List<Outcome> before = read(protocol, hour - 5_000_000, context("SOL", "0.0002"));
    assertThat(metrics(before))
        .containsExactly("mark_price 5.0", "index_price 4.0", "open_interest 70.0");
    assertThat(before.get(3).statement())
        .isEqualTo(
            new Statement.FundingRate("SOL-USD-PERP@hyperliquid", hour - 5_000_000, 0.0002, hour));
    List<Outcome> after = read(protocol, hour + 1_000_000, context("SOL", "0.0001"));
    assertThat(fact(Funding.class, after.get(0)))
        .isEqualTo(new Funding("SOL-USD-PERP@hyperliquid", hour, hour + 1_000_000, 0.0002));
  }

  @Test
  void theContextsOfAllMarketsFollowTheirLists() {
    String contexts =
        """
        {'channel':'allDexsAssetCtxs','data':{'ctxs':[['',[
         {'funding':'0','openInterest':'7','oraclePx':'4','markPx':'5','midPx':'5'},
         {'funding':'0','openInterest':'0','oraclePx':'1','markPx':'1','midPx':null},
         {'funding':'0','openInterest':'8','oraclePx':'2','markPx':'3','midPx':'3'}]]]}}""";
    assertThat(hyperliquid.passed(contexts)).isEqualTo(NoFact.SUMMARY);
    hyperliquid.receive(PERPETUALS);
    List<Outcome> outcomes = hyperliquid.receive(contexts);
    assertThat(metrics(outcomes))
        .containsExactly(
            "mark_price 5.0",
            "index_price 4.0",
            "open_interest 7.0",
            "mark_price 3.0",
            "index_price 2.0",
            "open_interest 8.0");
    assertThat(fact(Metric.class, outcomes.get(4)).instrument())
        .isEqualTo("KCAT-USD-PERP@hyperliquid");
  }

  @Test
  void aCandleHasClosedWhenALaterOneBegins() {
    assertThat(hyperliquid.passed(candle(1_599_999_900_000L, 6))).isEqualTo(NoFact.FORMING);
    assertThat(hyperliquid.passed(candle(1_599_999_900_000L, 8))).isEqualTo(NoFact.FORMING);
    Candle closed = hyperliquid.fact(Candle.class, candle(1_599_999_960_000L, 1));
    assertThat(closed)
        .isEqualTo(
            new Candle(
                "SOL-USD-PERP@hyperliquid", 1_599_999_900_000_000L, 60_000_000, AT, 2, 3, 1, 2, 8));
  }

  private static String candle(long start, int volume) {
    return """
        {'channel':'candle','data':{'t':%d,'T':%d,'s':'SOL','i':'1m','o':'2','c':'2','h':'3',
         'l':'1','v':'%d','n':4}}"""
        .formatted(start, start + 59_999, volume);
  }

  @Test
  void whatTheVenueAnswersHasItsReason() {
    assertThat(hyperliquid.passed("{'channel':'pong'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(hyperliquid.passed("Websocket connection established.")).isEqualTo(NoFact.HEARTBEAT);
    assertRefused(
        hyperliquid.one("{'channel':'error','data':'Already subscribed'}"),
        RejectReason.INCONSISTENT,
        "Already subscribed");
    assertThat(hyperliquid.passed("{'channel':'allMids','data':{'mids':{}}}"))
        .isEqualTo(NoFact.SUMMARY);
    assertThat(hyperliquid.passed("{'channel':'userFills','data':{}}")).isEqualTo(NoFact.NOT_KEPT);
    assertThat(hyperliquid.answer("", "[{'t':1,'T':2,'s':'SOL'}]"))
        .containsExactly(Conversation.passed(NoFact.HISTORY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'channel':'nonsense','data':{}}",
        "{'channel':'trades','data':{}}",
        "{'channel':'trades','data':[{'coin':'SOL','side':'C'}]}",
        "{'channel':'l2Book','data':{'coin':'SOL','time':1600000000000,'levels':[[],7]}}",
        "{'universe':[{'name':7}]}",
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(hyperliquid.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private static List<Outcome> read(Protocol protocol, long at, String text) {
    return protocol.read(new Message(Message.Kind.RECEIVED, "", at, text.replace('\'', '"')));
  }

  private static List<String> metrics(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Known.class::isInstance)
        .map(outcome -> fact(Fact.class, outcome))
        .filter(Metric.class::isInstance)
        .map(Metric.class::cast)
        .map(metric -> metric.name() + " " + metric.value())
        .toList();
  }

  private static String trade(String coin, int id, String side, long millis) {
    return """
        {'channel':'trades','data':[{'coin':'%s','side':'%s','px':'4','sz':'6','time':%d,
         'hash':'0x0','tid':%d,'users':['0x1','0x2']}]}"""
        .formatted(coin, side, millis, id);
  }

  private static String acknowledgement() {
    return """
        {'channel':'subscriptionResponse','data':{'method':'subscribe',
         'subscription':{'type':'trades','coin':'SOL'}}}""";
  }

  private static String context(String coin, String funding) {
    return """
        {'channel':'activeAssetCtx','data':{'coin':'%s','ctx':{'funding':'%s',
         'openInterest':'70','prevDayPx':'3','dayNtlVlm':'9','premium':'0','oraclePx':'4',
         'markPx':'5','midPx':'5','impactPxs':['5','5'],'dayBaseVlm':'2'}}}"""
        .formatted(coin, funding);
  }
}
