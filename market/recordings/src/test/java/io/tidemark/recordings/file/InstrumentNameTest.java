package io.tidemark.recordings.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstrumentNameTest {

  @ParameterizedTest
  @CsvSource({
    "ohlcv/binance_spot_1h/BTCUSDT.csv.gz, BTC-USDT@binance",
    "ohlcv/binance_usdm_1h/BTCUSDT.csv.gz, BTC-USDT-PERP@binance",
    "ohlcv/bitfinex_spot_1m/BTCUSD_2017.csv.gz, BTC-USD@bitfinex",
    "trades/binance_spot_PEPEUSDT_aggtrades_2024-10-27.csv.gz, PEPE-USDT@binance",
    "trades/binance_spot_XRPETH_trades_2019-10-11.csv.gz, XRP-ETH@binance",
    "trades/binance_coinm_BTCUSD_PERP_trades_2024-08-08.csv.gz, BTC-USD-PERP@binance_coinm",
    "trades/ETHUSDT_trades_2023-02-02.csv.gz, ETH-USDT@unknown",
    "my_data/ETHUSDT.csv, ETH-USDT@unknown",
    "my_data/ethusdt-1h.csv, ETH-USDT@unknown",
    "my_data/EthUsdt_2024.csv, ETH-USDT@unknown",
    "my_data/Bitstamp_ETHUSD_1h.csv, ETH-USD@bitstamp",
    "'my_data/BINANCE_ETHUSDT, 60.csv', ETH-USDT@binance",
    "my_data/XBTUSD.csv, BTC-USD@unknown",
  })
  void theInstrumentComesFromThePath(String path, String expected) {
    Path file = Path.of(path);
    InstrumentName name = InstrumentName.of(file);
    assertThat(name.instrument(file, String.valueOf(name.symbol()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"BTCXYZ", "DOTUSD", "USDT"})
  void anUnknownOrAmbiguousQuoteAsksForTheInstrument(String ticker) {
    Path file = Path.of("x/" + ticker + ".csv");
    assertThatThrownBy(() -> InstrumentName.of(file).instrument(file, ticker))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessage(
            file
                + ": cannot tell base and quote of '"
                + ticker
                + "': name the instrument with --instrument BASE-QUOTE@venue.");
  }

  @ParameterizedTest
  @CsvSource({"bars_2024", "country", "binance_1h", "BITSTAMP"})
  void aNameWithoutSymbolHasNone(String stem) {
    assertThat(InstrumentName.of(Path.of("x/" + stem + ".csv")).symbol()).isNull();
  }
}
