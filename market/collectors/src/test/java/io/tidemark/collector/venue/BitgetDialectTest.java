package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BitgetDialectTest {

  @ParameterizedTest
  @CsvSource({
    "ADA-USDT@bitget, bitget ADAUSDT, bitget",
    "ADA-USDT-PERP@bitget, bitget ADAUSDT, bitget-usdt-futures",
    "ADA-USDC-PERP@bitget, bitget ADAPERP, bitget-usdc-futures",
    "ADA-USD-PERP@bitget, bitget ADAUSD, bitget-coin-futures"
  })
  void eachProductHasAConnectionOfItsOwn(String instrument, String symbol, String name) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
    assertThat(new AskedVenue(instrument).dialect().name()).isEqualTo(name);
  }

  @Test
  void spotIsAskedForTradesAndBooks() {
    AskedVenue spot = new AskedVenue("ADA-USDT@bitget");
    assertThat(spot.connection()).isEqualTo("wss://ws.bitget.com/v3/ws/public");
    assertThat(spot.lists())
        .containsExactly("https://api.bitget.com/api/v3/market/instruments?category=SPOT");
    assertThat(spot.subscribes())
        .containsExactly(
            "{'op':'subscribe','args':["
                + "{'instType':'spot','topic':'publicTrade','symbol':'ADAUSDT'},"
                + "{'instType':'spot','topic':'books','symbol':'ADAUSDT'}]}");
    assertThat(spot.resubscribes())
        .containsExactly(
            "{'op':'unsubscribe','args':[{'instType':'spot','topic':'books','symbol':'ADAUSDT'}]}",
            "{'op':'subscribe','args':[{'instType':'spot','topic':'books','symbol':'ADAUSDT'}]}");
  }

  @Test
  void noTextIsLongerThanTheVenueTakes() {
    String[] instruments =
        IntStream.range(0, 16)
            .mapToObj(i -> "LONGNAME" + i + "-USDT-PERP@bitget")
            .toArray(String[]::new);
    assertThat(new AskedVenue(instruments).subscribes())
        .hasSize(2)
        .allMatch(text -> text.length() <= 4_096);
  }

  @Test
  void whatContractsAreAskedForIsRead() {
    AskedVenue bitget =
        new AskedVenue("ADA-USDT-PERP@bitget")
            .listed(
                """
                {'code':'00000','data':[{'symbol':'ADAUSDT','category':'USDT-FUTURES','baseCoin':'ADA','quoteCoin':'USDT','type':'perpetual'}]}""");
    assertThat(
            bitget.tells(
                """
                {'action':'snapshot','arg':{'instType':'usdt-futures','topic':'ticker','symbol':'ADAUSDT'},'data':[{'markPrice':'0.5','indexPrice':'0.51','openInterest':'700','fundingRate':'0.0001','nextFundingTime':'1700006400000'}],'ts':1700000000100}""",
                """
                {'action':'update','arg':{'instType':'usdt-futures','topic':'liquidation'},'data':[{'symbol':'ADAUSDT','side':'buy','price':'0.5','amount':'40','ts':'1700000000050'}],'ts':1700000000100}""",
                """
                {'action':'snapshot','arg':{'instType':'usdt-futures','topic':'books','symbol':'ADAUSDT'},'data':[{'a':[['0.6','3']],'b':[['0.5','2']],'checksum':0,'seq':9,'pseq':0,'ts':'1700000000100'}],'ts':1700000000100}""",
                """
                {'action':'update','arg':{'instType':'usdt-futures','topic':'publicTrade','symbol':'ADAUSDT'},'data':[{'i':'31','p':'0.5','v':'4','S':'buy','T':'1700000000090'}],'ts':1700000000100}"""))
        .contains(
            "METRIC ADA-USDT-PERP@bitget mark_price",
            "METRIC ADA-USDT-PERP@bitget index_price",
            "METRIC ADA-USDT-PERP@bitget open_interest",
            "METRIC ADA-USDT-PERP@bitget liquidated_long",
            "BOOK ADA-USDT-PERP@bitget",
            "TRADE ADA-USDT-PERP@bitget");
  }

  @Test
  void pastTradesAreOfTheProductThatWasAskedFor() {
    AskedVenue bitget = new AskedVenue("ADA-USDT-PERP@bitget");
    assertThat(bitget.pastTrades())
        .isEqualTo(
            "https://api.bitget.com/api/v3/market/fills"
                + "?category=USDT-FUTURES&symbol=ADAUSDT&limit=100");
    assertThat(
            bitget.pastTradesOf(
                """
                {'code':'00000','data':[{'execId':'32','price':'0.5','size':'6','side':'sell','ts':'1699999990002'},
                 {'execId':'31','price':'0.25','size':'4','side':'buy','ts':'1699999990001'}]}"""))
        .containsExactly("31 0.25 4.0 BUY 1699999990001000", "32 0.5 6.0 SELL 1699999990002000");
  }
}
