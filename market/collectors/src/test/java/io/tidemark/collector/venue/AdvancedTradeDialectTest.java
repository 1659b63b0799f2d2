package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AdvancedTradeDialectTest {

  private final AskedVenue coinbase = new AskedVenue("SOL-USDC-PERP@coinbase");

  @Test
  void perpetualsAreOfAdvancedTradeAndSpotIsOfTheExchange() {
    assertThat(coinbase.dialect().name()).isEqualTo("coinbase-advanced");
    assertThat(AskedVenue.symbol("SOL-USDC-PERP@coinbase")).isEqualTo("coinbase SOL-PERP-INTX");
    assertThat(new AskedVenue("SOL-USD@coinbase").dialect().name()).isEqualTo("coinbase");
    assertThat(AskedVenue.symbol("SOL-USD-PERP@coinbase")).isEmpty();
  }

  @Test
  void heartbeatsAreAskedForFirst() {
    assertThat(coinbase.connection()).isEqualTo("wss://advanced-trade-ws.coinbase.com/");
    assertThat(coinbase.subscribes())
        .containsExactly(
            "{'type':'subscribe','channel':'heartbeats'}",
            "{'type':'subscribe','product_ids':['SOL-PERP-INTX'],'channel':'market_trades'}",
            "{'type':'subscribe','product_ids':['SOL-PERP-INTX'],'channel':'level2'}");
    assertThat(coinbase.resubscribes()).hasSize(2).allMatch(text -> text.contains("'level2'"));
  }

  @Test
  void whatItIsAskedForIsRead() {
    assertThat(
            coinbase.tells(
                """
                {'channel':'l2_data','client_id':'','timestamp':'2023-11-14T22:13:19.5Z','sequence_num':0,'events':[{'type':'snapshot','product_id':'SOL-PERP-INTX','updates':[{'side':'bid','event_time':'1970-01-01T00:00:00Z','price_level':'20','new_quantity':'1'},{'side':'offer','event_time':'1970-01-01T00:00:00Z','price_level':'21','new_quantity':'2'}]}]}""",
                """
                {'channel':'market_trades','client_id':'','timestamp':'2023-11-14T22:13:19.6Z','sequence_num':1,'events':[{'type':'update','trades':[{'trade_id':'7','product_id':'SOL-PERP-INTX','price':'20.5','size':'2','side':'SELL','time':'2023-11-14T22:13:19.5Z'}]}]}""",
                """
                {'channel':'market_trades','client_id':'','timestamp':'2023-11-14T22:13:19.7Z','sequence_num':2,'events':[{'type':'update','trades':[{'trade_id':'9000','product_id':'SOL-PERP-INTX','price':'20.5','size':'2','side':'SELL','time':'2023-11-14T22:13:19.6Z'}]}]}"""))
        .as("ids of derivatives need not follow each other")
        .containsExactly(
            "BOOK SOL-USDC-PERP@coinbase",
            "TRADE SOL-USDC-PERP@coinbase",
            "TRADE SOL-USDC-PERP@coinbase");
  }

  @Test
  void pastTradesComeWithTheTicker() {
    assertThat(coinbase.pastTrades())
        .isEqualTo(
            "https://api.coinbase.com/api/v3/brokerage/market/products/SOL-PERP-INTX/ticker"
                + "?limit=1000");
    assertThat(
            coinbase.pastTradesOf(
                """
                {'trades':[{'trade_id':'8','product_id':'SOL-PERP-INTX','price':'20.5','size':'2','side':'SELL','time':'2023-11-14T22:13:10Z'}],'best_bid':'20','best_ask':'21'}"""))
        .containsExactly("8 20.5 2.0 BUY 1699999990000000");
  }
}
