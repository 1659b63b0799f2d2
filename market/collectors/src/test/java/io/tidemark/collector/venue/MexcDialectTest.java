package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MexcDialectTest {

  @ParameterizedTest
  @CsvSource({
    "ADA-USDT-PERP@mexc, mexc-futures ADA_USDT",
    "BTC-USD-PERP@mexc, mexc-futures BTC_USD",
    "ADA-USDT@mexc, mexc ADAUSDT",
    "ADA-USDT-250328@mexc, ''"
  })
  void anInstrumentHasMexcsName(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void eachTopicOfAContractIsATextOfItsOwn() {
    AskedVenue mexc = new AskedVenue("ADA-USDT-PERP@mexc");
    assertThat(mexc.connection()).isEqualTo("wss://contract.mexc.com/edge");
    assertThat(mexc.lists()).containsExactly("https://contract.mexc.com/api/v1/contract/detail");
    assertThat(mexc.snapshot())
        .isEqualTo("https://contract.mexc.com/api/v1/contract/depth/ADA_USDT");
    assertThat(mexc.pastTrades()).isEmpty();
    assertThat(mexc.subscribes())
        .containsExactly(
            "{'method':'sub.deal','param':{'symbol':'ADA_USDT'}}",
            "{'method':'sub.depth','param':{'symbol':'ADA_USDT','compress':false}}",
            "{'method':'sub.ticker','param':{'symbol':'ADA_USDT'}}",
            "{'method':'sub.funding.rate','param':{'symbol':'ADA_USDT'}}");
    assertThat(mexc.resubscribes())
        .hasSize(2)
        .first()
        .isEqualTo("{'method':'unsub.depth','param':{'symbol':'ADA_USDT','compress':false}}");
  }

  @Test
  void whatItIsAskedForIsRead() {
    AskedVenue mexc =
        new AskedVenue("ADA-USDT-PERP@mexc")
            .listed(
                "{'success':true,'code':0,'data':[{'symbol':'ADA_USDT','baseCoin':'ADA',"
                    + "'quoteCoin':'USDT','settleCoin':'USDT','contractSize':10}]}");
    assertThat(
            mexc.tells(
                """
                {'symbol':'ADA_USDT','channel':'push.deal','ts':1700000000000,'data':[{'p':0.5,'v':3,'T':2,'O':3,'M':1,'t':1700000000000,'i':'71'}]}\
                """,
                """
                {'symbol':'ADA_USDT','channel':'push.ticker','ts':1700000000000,'data':{'symbol':'ADA_USDT','fairPrice':0.5,'indexPrice':0.51,'holdVol':70,'fundingRate':0.0001,'timestamp':1700000000000}}\
                """))
        .contains(
            "TRADE ADA-USDT-PERP@mexc",
            "METRIC ADA-USDT-PERP@mexc mark_price",
            "METRIC ADA-USDT-PERP@mexc index_price",
            "METRIC ADA-USDT-PERP@mexc open_interest");
  }
}
