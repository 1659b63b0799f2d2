package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HtxDialectTest {

  /** When answers come, µs. */
  private static final long NOW = 1_700_000_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "ADA-USDT@htx, htx adausdt",
    "ADA-USDT-PERP@htx, htx-futures ADA-USDT",
    "ADA-USDT-250328@htx, htx-futures ADA-USDT-250328",
    "ADA-USD-PERP@htx, htx-futures ADA-USD",
    "ADA-USD-250328@htx, ''"
  })
  void anInstrumentHasHtxsName(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void spotIsAskedForWholeBooks() {
    AskedVenue spot = new AskedVenue("ADA-USDT@htx");
    assertThat(spot.connection()).isEqualTo("wss://api.huobi.pro/ws");
    assertThat(spot.lists()).containsExactly("https://api.huobi.pro/v1/common/symbols");
    assertThat(spot.subscribes())
        .containsExactly(
            "{'sub':'market.adausdt.trade.detail','id':'1'}",
            "{'sub':'market.adausdt.depth.step0','id':'1'}");
  }

  @Test
  void contractsAreAskedForChangesWithAVersion() {
    AskedVenue linear = new AskedVenue("ADA-USDT-PERP@htx");
    assertThat(linear.connection()).isEqualTo("wss://api.hbdm.com/linear-swap-ws");
    assertThat(linear.resubscribes())
        .containsExactly(
            "{'unsub':'market.ADA-USDT.depth.size_150.high_freq',"
                + "'data_type':'incremental','id':'1'}",
            "{'sub':'market.ADA-USDT.depth.size_150.high_freq',"
                + "'data_type':'incremental','id':'1'}");
    assertThat(new AskedVenue("ADA-USD-PERP@htx").connection())
        .isEqualTo("wss://api.hbdm.com/swap-ws");
  }

  @Test
  void bytesAreCompressedTextsAndOthersAreNone() throws IOException {
    VenueDialect htx = new HtxDialect(HtxDialect.Market.SPOT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
      compressed.write("{\"ping\":1700000000123}".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(htx.text(bytes.toByteArray())).contains("{\"ping\":1700000000123}");
    assertThat(htx.text(new byte[] {1, 2, 3})).isEmpty();
    assertThat(htx.reply("{\"ping\":1700000000123}")).contains("{\"pong\":1700000000123}");
    assertThat(htx.reply("{\"ch\":\"market.adausdt.depth.step0\"}")).isEmpty();
  }

  @Test
  void pastTradesAreInTheOrdersThatMadeThem() {
    AskedVenue spot = new AskedVenue("ADA-USDT@htx");
    assertThat(spot.pastTrades())
        .isEqualTo("https://api.huobi.pro/market/history/trade?symbol=adausdt&size=1000");
    assertThat(
            spot.pastTradesOf(
                """
                {'status':'ok','data':[{'id':5,'ts':1699999990002,'data':[
                 {'id':17000000000000000000005,'trade-id':72,'ts':1699999990002,'amount':6,'price':0.5,'direction':'sell'},
                 {'id':17000000000000000000004,'trade-id':71,'ts':1699999990002,'amount':2,'price':0.25,'direction':'sell'}]}]}\
                """))
        .containsExactly("71 0.25 2.0 SELL 1699999990002000", "72 0.5 6.0 SELL 1699999990002000");
    AskedVenue linear =
        new AskedVenue("ADA-USDT-PERP@htx")
            .listed(
                "{'status':'ok','data':[{'symbol':'ADA','contract_code':'ADA-USDT',"
                    + "'contract_size':20}]}");
    assertThat(
            linear.pastTradesOf(
                """
                {'status':'ok','data':[{'id':5,'ts':1699999990002,'data':[{'id':50000,'ts':1699999990002,'amount':6,'price':0.5,'direction':'buy'}]}]}\
                """))
        .containsExactly("50000 0.5 120.0 BUY 1699999990002000");
  }

  @Test
  void markPriceAndSettledFundingOfContractsAreAskedForAndNewOnesAreFacts() {
    AskedVenue htx = new AskedVenue("ADA-USDT-PERP@htx");
    String name = "ADA-USDT-PERP@htx";
    assertThat(htx.asked(MarketData.MARK_PRICE))
        .isEqualTo(
            "https://api.hbdm.com/index/market/history/linear_swap_mark_price_kline"
                + "?contract_code=ADA-USDT&period=1min&size=1");
    assertThat(htx.asked(MarketData.FUNDING))
        .isEqualTo(
            "https://api.hbdm.com/linear-swap-api/v1/swap_historical_funding_rate"
                + "?contract_code=ADA-USDT");
    assertThat(
            htx.askedOf(
                MarketData.MARK_PRICE,
                """
                {'ch':'market.ADA-USDT.mark_price.1min','data':[{'amount':'0','close':'0.55','count':'0','high':'0.56','id':1699999980,'low':'0.5','open':'0.5','trade_turnover':'0','vol':'0'}],'status':'ok','ts':1700000000000}"""))
        .containsExactly(new Metric(name, NOW, NOW, Metric.MARK_PRICE, 0.55));
    String row =
        "{'avg_premium_index':'0.1','funding_rate':'0.0002','realized_rate':'%s',"
            + "'funding_time':'%d','contract_code':'ADA-USDT','symbol':'ADA','fee_asset':'USDT'}";
    String older = row.formatted("0.0003", 1_699_948_800_000L);
    String newer = row.formatted("0.0001", 1_699_977_600_000L);
    String rates = "{'status':'ok','data':{'total_page':1,'data':[%s]},'ts':1700000000000}";
    assertThat(htx.askedOf(MarketData.FUNDING, rates.formatted(older)))
        .containsExactly(new Funding(name, 1_699_948_800_000_000L, NOW, 0.0003));
    assertThat(htx.askedOf(MarketData.FUNDING, rates.formatted(older))).isEmpty();
    assertThat(htx.askedOf(MarketData.FUNDING, rates.formatted(newer + "," + older)))
        .containsExactly(new Funding(name, 1_699_977_600_000_000L, NOW, 0.0001));
    assertThat(htx.askedOf(MarketData.FUNDING, rates.formatted(""))).isEmpty();
    assertThat(new AskedVenue("ADA-USDT-250328@htx").asked(MarketData.FUNDING)).isEmpty();
    assertThat(new AskedVenue("ADA-USDT@htx").asked(MarketData.MARK_PRICE)).isEmpty();
  }

  @Test
  void openInterestOfContractsIsAskedFor() {
    assertThat(new AskedVenue("ADA-USDT@htx").openInterest()).isEmpty();
    AskedVenue inverse = new AskedVenue("ADA-USD-PERP@htx");
    assertThat(inverse.openInterest())
        .isEqualTo("https://api.hbdm.com/swap-api/v1/swap_open_interest?contract_code=ADA-USD");
    AskedVenue linear =
        new AskedVenue("ADA-USDT-250328@htx")
            .listed(
                """
                {'status':'ok','data':[{'symbol':'ADA','contract_code':'ADA-USDT-250328','contract_size':10,'contract_type':'quarter','delivery_date':'20250328','business_type':'futures','pair':'ADA-USDT'}]}\
                """);
    assertThat(linear.openInterest())
        .isEqualTo(
            "https://api.hbdm.com/linear-swap-api/v1/swap_open_interest"
                + "?contract_code=ADA-USDT-250328");
    assertThat(
            linear.openInterestOf(
                """
                {'status':'ok','data':[{'volume':70,'amount':700,'symbol':'ADA','value':350,'contract_code':'ADA-USDT-250328','business_type':'futures'}],'ts':1700000000000}\
                """))
        .containsExactly(700.0);
  }
}
