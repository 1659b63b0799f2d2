package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinanceDialectTest {

  @ParameterizedTest
  @CsvSource({
    "ADA-USDT@binance, binance ADAUSDT",
    "ADA-USD@binance_us, binance-us ADAUSD",
    "ADA-USDT-PERP@binance, binance-futures ADAUSDT",
    "ADA-USDT-250328@binance, binance-futures ADAUSDT_250328",
    "ADA-USD-PERP@binance_coinm, binance-delivery ADAUSD_PERP",
    "ADA-USD-PERP@binance_us, ''"
  })
  void anInstrumentIsOfOneMarket(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void binanceUsIsAskedAsSpotIsAtHostsOfItsOwn() {
    AskedVenue us = new AskedVenue("ADA-USD@binance_us");
    assertThat(us.connection())
        .isEqualTo("wss://stream.binance.us:9443/stream?streams=adausd@trade/adausd@depth@100ms");
    assertThat(us.lists()).containsExactly("https://api.binance.us/api/v3/exchangeInfo");
    assertThat(us.snapshot())
        .isEqualTo("https://api.binance.us/api/v3/depth?symbol=ADAUSD&limit=1000");
    assertThat(us.pastTrades())
        .isEqualTo("https://api.binance.us/api/v3/trades?symbol=ADAUSD&limit=1000");
  }
}
