package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OkxDialectTest {

  @Test
  void pastTradesOfOneOrderAtOnePriceAreOneAsInTheChannel() {
    AskedVenue okx =
        new AskedVenue("ADA-USDT-PERP@okx")
            .listed(
                """
                {'code':'0','data':[{'instId':'ADA-USDT-SWAP','instType':'SWAP','ctVal':'100','ctMult':'1','ctValCcy':'ADA','ctType':'linear','settleCcy':'USDT','tickSz':'0.0001','state':'live'}]}""");
    assertThat(okx.pastTrades())
        .isEqualTo("https://www.okx.com/api/v5/market/trades?instId=ADA-USDT-SWAP&limit=500");
    assertThat(
            okx.pastTradesOf(
                """
                {'code':'0','msg':'','data':[
                 {'instId':'ADA-USDT-SWAP','side':'sell','sz':'1','px':'0.25','tradeId':'12','ts':'1699999990002'},
                 {'instId':'ADA-USDT-SWAP','side':'buy','sz':'4','px':'0.26','tradeId':'11','ts':'1699999990001'},
                 {'instId':'ADA-USDT-SWAP','side':'buy','sz':'3','px':'0.25','tradeId':'10','ts':'1699999990001'},
                 {'instId':'ADA-USDT-SWAP','side':'buy','sz':'2','px':'0.25','tradeId':'9','ts':'1699999990001'}]}"""))
        .containsExactly(
            "10 0.25 500.0 BUY 1699999990001000",
            "11 0.26 400.0 BUY 1699999990001000",
            "12 0.25 100.0 SELL 1699999990002000");
  }
}
