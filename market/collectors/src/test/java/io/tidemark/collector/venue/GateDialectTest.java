package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GateDialectTest {

  @ParameterizedTest
  @CsvSource({
    "ADA-USDT@gate, gate ADA_USDT",
    "ADA-USDT-PERP@gate, gate-futures ADA_USDT",
    "BTC-USD-PERP@gate, gate-futures BTC_USD",
    "ADA-USD-PERP@gate, ''",
    "BTC-USDT-250328@gate, ''",
    "ADA-USDT@other, ''"
  })
  void anInstrumentHasGatesNameIfItIsCollected(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void spotIsAskedForTradesAndWholeBooksFirst() {
    AskedVenue gate = new AskedVenue("ADA-USDT@gate", "ETH-BTC@gate");
    assertThat(gate.connection()).isEqualTo("wss://api.gateio.ws/ws/v4/");
    assertThat(gate.lists()).containsExactly("https://api.gateio.ws/api/v4/spot/currency_pairs");
    assertThat(gate.subscribes())
        .containsExactly(
            "{'time':1,'channel':'spot.trades','event':'subscribe',"
                + "'payload':['ADA_USDT','ETH_BTC']}",
            "{'time':1,'channel':'spot.obu','event':'subscribe',"
                + "'payload':['ob.ADA_USDT.400','ob.ETH_BTC.400']}");
    assertThat(gate.resubscribes())
        .containsExactly(
            "{'time':1,'channel':'spot.obu','event':'unsubscribe','payload':['ob.ADA_USDT.400']}",
            "{'time':1,'channel':'spot.obu','event':'subscribe','payload':['ob.ADA_USDT.400']}");
    assertThat(gate.dialect().ping()).contains("{\"time\":1,\"channel\":\"spot.ping\"}");
  }

  @Test
  void contractsHaveASocketForEachCurrencyThatTheyAreSettledIn() {
    assertThat(new AskedVenue("ADA-USDT-PERP@gate").connection())
        .isEqualTo("wss://fx-ws.gateio.ws/v4/ws/usdt");
    AskedVenue inverse = new AskedVenue("BTC-USD-PERP@gate");
    assertThat(inverse.connection()).isEqualTo("wss://fx-ws.gateio.ws/v4/ws/btc");
    assertThat(inverse.lists())
        .containsExactly("https://api.gateio.ws/api/v4/futures/btc/contracts");
  }

  @Test
  void whatContractsAreAskedForIsRead() {
    AskedVenue gate =
        new AskedVenue("ADA-USDT-PERP@gate")
            .listed("[{'name':'ADA_USDT','quanto_multiplier':'10','type':'direct'}]");
    assertThat(gate.subscribes())
        .hasSize(4)
        .anyMatch(text -> text.contains("'futures.tickers'"))
        .anyMatch(text -> text.contains("'futures.public_liquidates'"));
    assertThat(
            gate.tells(
                """
                {'channel':'futures.tickers','event':'update','time_ms':1700000000100,'result':[{'contract':'ADA_USDT','last':'0.5','mark_price':'0.51','index_price':'0.52','total_size':'70','funding_rate':'0.0001'}]}""",
                """
                {'channel':'futures.public_liquidates','event':'update','time_ms':1700000000100,'result':[{'contract':'ADA_USDT','price':0.5,'size':-3,'time_ms':1700000000099}]}""",
                """
                {'channel':'futures.obu','result':{'t':1700000000100,'full':true,'s':'ob.ADA_USDT.400','u':6,'b':[['0.5','2']],'a':[['0.6','4']]}}"""))
        .contains(
            "METRIC ADA-USDT-PERP@gate mark_price",
            "METRIC ADA-USDT-PERP@gate index_price",
            "METRIC ADA-USDT-PERP@gate open_interest",
            "METRIC ADA-USDT-PERP@gate liquidated_long",
            "BOOK ADA-USDT-PERP@gate");
  }

  @Test
  void pastTradesOfSpotAreInMillisecondsAndThoseOfContractsInSeconds() {
    AskedVenue spot = new AskedVenue("ADA-USDT@gate");
    assertThat(spot.pastTrades())
        .isEqualTo("https://api.gateio.ws/api/v4/spot/trades?currency_pair=ADA_USDT&limit=1000");
    assertThat(
            spot.pastTradesOf(
                """
                [{'id':'42','create_time':'1699999990','create_time_ms':'1699999990123.5','side':'sell','amount':'8','price':'0.25'},
                 {'id':'41','create_time':'1699999990','create_time_ms':'1699999990122.5','side':'buy','amount':'2','price':'0.26'}]"""))
        .containsExactly("41 0.26 2.0 BUY 1699999990122500", "42 0.25 8.0 SELL 1699999990123500");
    AskedVenue contracts =
        new AskedVenue("ADA-USDT-PERP@gate")
            .listed("[{'name':'ADA_USDT','quanto_multiplier':'10','type':'direct'}]");
    assertThat(contracts.pastTrades())
        .isEqualTo("https://api.gateio.ws/api/v4/futures/usdt/trades?contract=ADA_USDT&limit=1000");
    assertThat(
            contracts.pastTradesOf(
                """
                [{'id':9,'create_time':1699999990,'create_time_ms':1699999990.125,'contract':'ADA_USDT','size':-3,'price':'0.25'},
                 {'id':8,'create_time':1699999990,'contract':'ADA_USDT','size':5,'price':'0.26','is_internal':true}]"""))
        .containsExactly("9 0.25 30.0 SELL 1699999990125000");
  }
}
