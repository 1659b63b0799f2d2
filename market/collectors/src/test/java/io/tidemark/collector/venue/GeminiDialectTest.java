package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiDialectTest {

  @ParameterizedTest
  @CsvSource({
    "SOL-USD@gemini, gemini solusd",
    "SOL-GUSD-PERP@gemini, gemini solgusdperp",
    "SOL-USD-250328@gemini, ''"
  })
  void anInstrumentHasGeminisName(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void onlyPerpetualsAreAskedForPricesAndFunding() {
    AskedVenue gemini = new AskedVenue("SOL-USD@gemini", "SOL-GUSD-PERP@gemini");
    assertThat(gemini.connection()).isEqualTo("wss://ws.gemini.com/?snapshot=-1");
    assertThat(gemini.lists()).isEmpty();
    assertThat(gemini.subscribes())
        .containsExactly(
            "{'id':'1','method':'subscribe','params':['solusd@trade','solgusdperp@trade']}",
            "{'id':'1','method':'subscribe',"
                + "'params':['solusd@depth@100ms','solgusdperp@depth@100ms']}",
            "{'id':'1','method':'subscribe','params':['solgusdperp@markPrice']}",
            "{'id':'1','method':'subscribe','params':['solgusdperp@fundingAmount']}");
    assertThat(new AskedVenue("SOL-USD@gemini").subscribes()).hasSize(2);
    assertThat(gemini.resubscribes())
        .containsExactly(
            "{'id':'1','method':'unsubscribe','params':['solusd@depth@100ms']}",
            "{'id':'1','method':'subscribe','params':['solusd@depth@100ms']}");
  }

  @Test
  void whatItIsAskedForIsRead() {
    assertThat(
            new AskedVenue("SOL-GUSD-PERP@gemini")
                .tells(
                    "{'E':1700000000000000000,'s':'solgusdperp','t':4,'p':'20','q':'3','m':true}",
                    "{'e':'depthUpdate','E':1700000000000000000,'s':'solgusdperp','U':7,'u':7,"
                        + "'b':[['20','1']],'a':[['21','2']]}",
                    "{'e':'markPrice','E':1700000000000000000,'s':'solgusdperp','p':'20'}",
                    "{'id':'1','status':200}"))
        .startsWith(
            "TRADE SOL-GUSD-PERP@gemini",
            "BOOK SOL-GUSD-PERP@gemini",
            "METRIC SOL-GUSD-PERP@gemini mark_price")
        .last()
        .asString()
        .contains("CONNECTION");
  }

  @Test
  void pastTradesOfAuctionsHaveNoTakerAndAreLeftOut() {
    AskedVenue gemini = new AskedVenue("SOL-USD@gemini");
    assertThat(gemini.pastTrades())
        .isEqualTo("https://api.gemini.com/v1/trades/solusd?limit_trades=500");
    assertThat(
            gemini.pastTradesOf(
                """
                [{'timestamp':1699999990,'timestampms':1699999990002,'tid':72,'price':'20.5','amount':'3','exchange':'gemini','type':'sell'},
                 {'timestamp':1699999990,'timestampms':1699999990001,'tid':71,'price':'20','amount':'9','exchange':'gemini','type':'auction'}]"""))
        .containsExactly("72 20.5 3.0 SELL 1699999990002000");
  }
}
