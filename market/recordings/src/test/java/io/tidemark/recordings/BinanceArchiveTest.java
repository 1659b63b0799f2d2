package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.write;
import static io.tidemark.recordings.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of Binance's public archive as they are downloaded. */
final class BinanceArchiveTest {

  private static final long HOUR = 3_600_000L;
  private static final String KLINES =
      "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,"
          + "taker_buy_quote_volume,ignore";

  @TempDir private Path dir;

  @Test
  void klinesInMillisecondsAndMicrosecondsAreOneHistory() throws IOException {
    Path path =
        write(
            dir,
            "BTCUSDT-1h-2025-01.csv",
            kline(START, 1),
            kline(START + HOUR, 1),
            kline(START + 2 * HOUR, 1_000),
            kline(START + 3 * HOUR, 1_000));
    DataFile file = DataFile.recognise(path);

    assertThat(file.kind()).isEqualTo(DataKind.CANDLES);
    assertThat(file.instruments()).containsExactly("BTC-USDT@binance");
    assertThat(file.remarks()).singleElement().asString().contains("it is taken for spot");
    List<Candle> bars = facts(file).stream().map(fact -> (Candle) fact).toList();
    assertThat(bars)
        .extracting(Candle::start)
        .containsExactly(
            START * 1_000,
            (START + HOUR) * 1_000,
            (START + 2 * HOUR) * 1_000,
            (START + 3 * HOUR) * 1_000);
    Candle first = bars.get(0);
    assertThat(first)
        .isEqualTo(
            new Candle(
                "BTC-USDT@binance",
                START * 1_000,
                HOUR * 1_000,
                (START + HOUR) * 1_000,
                41.5,
                43,
                40,
                42.25,
                7));
  }

  @ParameterizedTest
  @CsvSource({
    "BTCUSDT-1h-2024-12.zip, BTC-USDT@binance, 7",
    "spot/monthly/klines/BTCUSDT/1h/BTCUSDT-1h-2024-12.zip, BTC-USDT@binance, 7",
    "futures/um/monthly/klines/BTCUSDT/1h/BTCUSDT-1h-2024-12.zip, BTC-USDT-PERP@binance, 7",
    "BTCUSDT-1h-2024-12_um.zip, BTC-USDT-PERP@binance, 7",
    "BTCUSDT_250328-1h-2024-12.zip, BTC-USDT-250328@binance, 7",
    "BTCUSD_PERP-1h-2024-12.zip, BTC-USD-PERP@binance_coinm, 290",
    "futures/cm/BTCUSD_250328-1h-2024-12.zip, BTC-USD-250328@binance_coinm, 290",
    "binance_usdm_1h/ETHUSDC_old.zip, ETH-USDC-PERP@binance, 7",
  })
  void thePlaceSaysTheInstrumentAndContractsAreCountedInTheirBase(
      String name, String instrument, double volume) throws IOException {
    DataFile file =
        DataFile.recognise(zip(dir, name, KLINES, kline(START, 1), kline(START + HOUR, 1)));

    assertThat(file.instruments()).containsExactly(instrument);
    assertThat(((Candle) facts(file).get(0)).volume()).isEqualTo(volume);
  }

  @Test
  void barsOfMarkPricesAreNoBarsOfTrades() throws IOException {
    Path path = write(dir, "um/markPriceKlines/BTCUSDT-1h-2024-12.csv", KLINES, kline(START, 1));
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("nothing was traded at them");
  }

  @Test
  void aMonthOfOneBarIsAsLongAsItsNameSays() throws IOException {
    DataFile file = DataFile.recognise(write(dir, "BTCUSDT-1d-2024-12.csv", kline(START, 1)));
    assertThat(file.barLength()).isEqualTo(24 * HOUR * 1_000);
  }

  @Test
  void tradesOfSpotAreInMicrosecondsAndTheMakerSaysWhoSold() throws IOException {
    DataFile file =
        DataFile.recognise(
            zip(
                dir,
                "BTCUSDT-trades-2025-01-01.zip",
                "71,42.5,0.25,10.625," + START * 1_000 + ",True,True",
                "72,42.75,0.5,21.375," + (START * 1_000 + 17) + ",False,True",
                "72,42.75,0.5,21.375," + (START * 1_000 + 17) + ",False,True",
                "73,42.75,0.5,21.375," + (START * 1_000 + 18) + ",maybe,True"));

    assertThat(file.instruments()).containsExactly("BTC-USDT@binance");
    assertThat(file.remarks()).isEmpty();
    assertThat(file.isAggregate()).isFalse();
    assertThat(facts(file))
        .containsExactly(
            trade("BTC-USDT@binance", START * 1_000, "71", 42.5, 0.25, Side.SELL),
            trade("BTC-USDT@binance", START * 1_000 + 17, "72", 42.75, 0.5, Side.BUY));
    assertThat(refusals(file))
        .containsEntry(3L, "DUPLICATE: trade 72 was there before, on line 2")
        .containsEntry(4L, "UNDECODABLE: is_buyer_maker is 'maybe', neither true nor false");
  }

  @Test
  void tradesOfFuturesHaveAHeaderAndContractsAreCoins() throws IOException {
    String header = "id,price,qty,base_qty,time,is_buyer_maker";
    DataFile usdm =
        DataFile.recognise(
            write(
                dir, "um/ETHUSDT-trades-2024-12-31.csv", header, "9,50,2,100," + START + ",true"));
    DataFile coinm =
        DataFile.recognise(
            write(
                dir,
                "ETHUSD_PERP-trades-2024-12-31.csv",
                header,
                "9,50,3,0.6," + START + ",false"));

    assertThat(facts(usdm))
        .containsExactly(trade("ETH-USDT-PERP@binance", START * 1_000, "9", 50, 2, Side.SELL));
    assertThat(((Trade) facts(coinm).get(0)).quantity()).isEqualTo(0.6);
  }

  @Test
  void aggregateTradesAreKnownAsSuchWithAndWithoutAHeader() throws IOException {
    String header =
        "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker";
    DataFile futures =
        DataFile.recognise(
            write(
                dir,
                "um/BTCUSDT-aggTrades-2024-12-31.csv",
                header,
                "5,42.5,0.25,8,9," + START + ",true"));
    DataFile spot =
        DataFile.recognise(
            write(
                dir,
                "BTCUSDT-aggTrades-2025-01-01.csv",
                "5,42.5,0.25,8,9," + START * 1_000 + ",True,True"));

    assertThat(futures.isAggregate()).isTrue();
    assertThat(spot.isAggregate()).isTrue();
    assertThat(facts(futures))
        .containsExactly(trade("BTC-USDT-PERP@binance", START * 1_000, "5", 42.5, 0.25, Side.SELL));
    assertThat(facts(spot))
        .containsExactly(trade("BTC-USDT@binance", START * 1_000, "5", 42.5, 0.25, Side.SELL));
  }

  @Test
  void fundingIsOfAPerpetualAndKnownWhenItSettled() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "BTCUSDT-fundingRate-2024-12.csv",
                "calc_time,funding_interval_hours,last_funding_rate",
                START + ",8,0.00012",
                (START + 8 * HOUR + 3) + ",8,-0.00004"));

    assertThat(file.kind()).isEqualTo(DataKind.FUNDING);
    assertThat(facts(file))
        .containsExactly(
            new Funding("BTC-USDT-PERP@binance", START * 1_000, START * 1_000, 0.00012),
            new Funding(
                "BTC-USDT-PERP@binance",
                (START + 8 * HOUR + 3) * 1_000,
                (START + 8 * HOUR + 3) * 1_000,
                -0.00004));
    assertThat(
            facts(
                DataFile.recognise(
                    write(dir, "ADAUSDT-fundingRate-2024-11.csv", START + ",8,0.1"))))
        .hasSize(1);
  }

  @Test
  void metricsAreKnownFiveMinutesLaterAndAnEmptyCellIsNone() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "BTCUSDT-metrics-2024-01-01.csv",
                "create_time,symbol,sum_open_interest,sum_open_interest_value,"
                    + "count_toptrader_long_short_ratio,sum_toptrader_long_short_ratio,"
                    + "count_long_short_ratio,sum_taker_long_short_vol_ratio",
                "2024-01-01 00:05:00,BTCUSDT,71000.5,3000000,1.5,1.25,,0.75",
                "2024-01-01 00:05:00,BTCUSDT,71000.5,3000000,1.5,1.25,,0.75"));

    assertThat(file.kind()).isEqualTo(DataKind.METRICS);
    long time = (START + 300_000) * 1_000;
    String name = "BTC-USDT-PERP@binance";
    long known = time + 300_000_000;
    assertThat(facts(file))
        .containsExactly(
            new Metric(name, time, known, "open_interest", 71000.5),
            new Metric(name, time, known, "top_trader_accounts_long_short", 1.5),
            new Metric(name, time, known, "top_trader_positions_long_short", 1.25),
            new Metric(name, time, known, "taker_buy_sell", 0.75));
    assertThat(refusals(file).get(3L)).startsWith("DUPLICATE");
  }

  @Test
  void depthsByPercentageAreSaidToBeNoFact() throws IOException {
    Path path =
        write(
            dir,
            "BTCUSDT-bookDepth-2024-01-01.csv",
            "timestamp,percentage,depth,notional",
            "2024-01-01 00:00:08,-5,900.5,38000000");
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("holds depths of the book by percentage");
  }

  @Test
  void otherTablesOfTheArchiveAreNamedForWhatTheyAre() throws IOException {
    Path quotes =
        write(
            dir,
            "BTCUSDT-bookTicker-2024-01-01.csv",
            "update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,"
                + "event_time",
            "7,41.5,1,41.75,2,1704067200000,1704067200001");
    assertThatThrownBy(() -> DataFile.recognise(quotes))
        .hasMessageContaining("is a table of Binance's archive that is not read");
  }

  @Test
  void oneWrongTimeCostsItsOwnRow() throws IOException {
    List<String> rows = new ArrayList<>(List.of(KLINES));
    for (int i = 0; i < 40; i++) {
      rows.add(kline(i == 20 ? START + 9_000 * HOUR : START + i * HOUR, 1_000));
    }
    DataFile file =
        DataFile.recognise(write(dir, "BTCUSDT-1h-2025-01.csv", rows.toArray(String[]::new)));
    assertThat(refusals(file)).hasSize(1);
    assertThat(refusals(file).get(22L)).startsWith("INCONSISTENT: open_time").contains("ahead of");
  }

  private static Trade trade(
      String instrument, long time, String id, double price, double quantity, Side side) {
    return new Trade(instrument, time, time, id, price, quantity, side);
  }

  private static String kline(long start, long times) {
    return start * times
        + ",41.5,43,40,42.25,7,"
        + ((start + HOUR) * times - 1)
        + ",290,12,3,125,0";
  }
}
