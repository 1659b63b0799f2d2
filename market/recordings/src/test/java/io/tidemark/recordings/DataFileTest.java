package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.rows;
import static io.tidemark.recordings.TestFiles.trade;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Venue;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataFileTest {

  @Test
  void barsAreKnownByTheirHeaderAndAvailableAtTheirEnd(@TempDir Path dir) throws IOException {
    Path path =
        write(dir, "binance_spot_5m/BTCUSDT.csv.gz", CANDLES, bar(0, 60), bar(5, 61), bar(15, 62));
    DataFile file = DataFile.recognise(path);
    assertThat(file.kind()).isEqualTo(DataKind.CANDLES);
    assertThat(file.instruments()).containsExactly("BTC-USDT@binance");
    assertThat(file.barLength()).isEqualTo(5 * MINUTE * 1_000);
    List<Row> rows = rows(file);
    assertThat(rows).extracting(row -> row.origin().offset()).containsExactly(2L, 3L, 4L);
    Candle first = (Candle) fact(rows.get(0));
    assertThat(first.start()).isEqualTo(START * 1_000);
    assertThat(first.availableAt()).isEqualTo((START + 5 * MINUTE) * 1_000);
    assertThat(first.close()).isEqualTo(60);
    assertThat(first.volume()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "binance/BTC-USDT_1h.csv, BTC-USDT@binance",
    "binance/MATIC_USDT.csv, MATIC-USDT@binance",
    "okx/ETH_USDT_SWAP_1m.csv, ETH-USDT-PERP@okx",
    "coinbase/BTC-USD.csv, BTC-USD@coinbase",
    "BTC_EUR_2024.csv, BTC-EUR@unknown",
    "btc_usdt_1h.csv, BTC-USDT@unknown",
    "Btc-Usdt.csv, BTC-USDT@unknown",
    "Kraken_XBT_EUR.csv, BTC-EUR@kraken",
    "binance/BTCUSDT_1h.csv, BTC-USDT@binance",
  })
  void aPairInAFilesNameIsItsInstrument(String name, String expected, @TempDir Path dir)
      throws IOException {
    String header = CANDLES.replace("open_time_ms", "timestamp");
    Path path = write(dir, name, header, bar(0, 60), bar(1, 61));
    assertThat(DataFile.recognise(path).instruments()).containsExactly(expected);
  }

  @Test
  void theWordsOfTheUserComeBeforeThePath(@TempDir Path dir) throws IOException {
    Path path = write(dir, "data.csv", CANDLES, bar(0, 60), bar(1, 61));
    assertThat(DataFile.recognise(path, "ETH-USDT@kraken").instruments())
        .containsExactly("ETH-USDT@kraken");
    assertThatThrownBy(() -> DataFile.recognise(path))
        .hasMessageContaining("its name holds no symbol such as BTCUSDT");
    assertThatThrownBy(() -> DataFile.recognise(path, "eth"))
        .hasMessage("--instrument is 'eth', it must look like BTC-USDT@binance.");
  }

  @Test
  void refusedRowsKeepTheirReasonTheirLineAndTheirNumber(@TempDir Path dir) throws IOException {
    Path path =
        write(
            dir,
            "BTCUSDT.csv",
            CANDLES,
            bar(0, 60),
            bar(0, 60),
            START + MINUTE + ",100,200,50,oops,3",
            START + MINUTE + ",100,200,50,NaN,3",
            START + MINUTE + ",100,20,50,60,3",
            START + MINUTE + ",100,200,50",
            START / 1_000 + ",100,200,50,60,3",
            (START + MINUTE + 7) + ",100,200,50,60,3",
            START + MINUTE + ",100,200,50,60,-3",
            bar(1, 60),
            bar(3, 60),
            bar(2, 60),
            bar(4, 60),
            bar(5, 60),
            bar(6, 60));
    List<Row> rows = rows(DataFile.recognise(path));
    assertThat(rows)
        .extracting(DataFileTest::outcome)
        .containsExactly(
            "fact",
            "DUPLICATE",
            "UNDECODABLE",
            "NOT_A_NUMBER",
            "INCONSISTENT",
            "UNDECODABLE",
            "OUT_OF_RANGE",
            "INCONSISTENT",
            "OUT_OF_RANGE",
            "fact",
            "fact",
            "INCONSISTENT",
            "fact",
            "fact",
            "fact");
    Row third = rows.get(2);
    assertThat(third.origin().offset()).isEqualTo(4);
    assertThat(third.line()).isEqualTo(START + MINUTE + ",100,200,50,oops,3");
    assertThat(detail(third)).isEqualTo("close is 'oops', it must be a number");
  }

  @Test
  void aTradeIsKnownAtTheLatestOfItsTimesAndNegativeLatencyIsNormal(@TempDir Path dir)
      throws IOException {
    Path path =
        write(
            dir,
            "binance_usdm_BTCUSDT_trades.csv",
            "trade_id,price,quantity,trade_time_ms,event_time_ms,recv_time_ns,side,kind",
            "1,100,2," + START + "," + (START + 5) + "," + (START - 1_270) + "000000,BUY,MARKET",
            "2,100,2," + START + "," + (START + 5) + "," + (START + 40) + "000000,SELL,MARKET",
            "2,100,2," + START + "," + (START + 5) + "," + (START + 40) + "000000,SELL,MARKET",
            "3,100,2," + START + "," + (START + 5) + "," + (START + 40) + "000000,SELL,NA",
            "4,100,2," + START + "," + START + "," + (START * 2) + "000000,SELL,MARKET");
    DataFile file = DataFile.recognise(path);
    List<Row> rows = rows(file);
    assertThat(file.instruments()).containsExactly("BTC-USDT-PERP@binance");
    Trade behind = (Trade) fact(rows.get(0));
    assertThat(behind.eventTime()).isEqualTo(START * 1_000);
    assertThat(behind.availableAt()).isEqualTo((START + 5) * 1_000);
    assertThat(behind.takerSide()).isEqualTo(Side.BUY);
    assertThat(fact(rows.get(1)).availableAt()).isEqualTo((START + 40) * 1_000);
    assertThat(rows.subList(2, 5))
        .extracting(DataFileTest::outcome)
        .containsExactly("DUPLICATE", "INCONSISTENT", "OUT_OF_RANGE");
  }

  @Test
  void contractsBecomeCoins(@TempDir Path dir) throws IOException {
    Path btc = write(dir, "binance_coinm_BTCUSD_PERP_a.csv", TRADES, "1,50000,4," + START + ",BUY");
    Path eth = write(dir, "binance_coinm_ETHUSD_PERP_a.csv", TRADES, "1,2000,4," + START + ",BUY");
    Path zero = write(dir, "binance_coinm_XRPUSD_PERP_a.csv", TRADES, "1,0,4," + START + ",BUY");
    assertThat(((Trade) fact(rows(DataFile.recognise(btc)).get(0))).quantity()).isEqualTo(0.008);
    assertThat(((Trade) fact(rows(DataFile.recognise(eth)).get(0))).quantity()).isEqualTo(0.02);
    assertThat(outcome(rows(DataFile.recognise(zero)).get(0)))
        .isEqualTo(RejectReason.NON_POSITIVE.name());
  }

  @Test
  void fundingIsReadForEachSymbolAndFearAndGreedIsKnownTheNextDay(@TempDir Path dir)
      throws IOException {
    DataFile funding =
        DataFile.recognise(
            write(
                dir,
                "binance_usdm_funding.csv",
                "symbol,funding_time_ms,funding_rate",
                "BTCUSDT," + START + ",0.0001",
                "ETHUSDT," + START + ",-0.0002"));
    assertThat(funding.instruments())
        .containsExactly("BTC-USDT-PERP@binance", "ETH-USDT-PERP@binance");
    assertThat(rows(funding))
        .extracting(row -> ((Funding) fact(row)).rate())
        .containsExactly(0.0001, -0.0002);
    DataFile greed =
        DataFile.recognise(
            write(dir, "fear_greed_daily.csv", "day_ms,date,value", START + ",2024-01-01,65"));
    Metric metric = (Metric) fact(rows(greed).get(0));
    assertThat(metric.value()).isEqualTo(65);
    assertThat(metric.availableAt()).isEqualTo((START + 86_400_000) * 1_000);
  }

  @Test
  void whatIsNoDataIsRefusedInWords(@TempDir Path dir) throws IOException {
    Path foreign = write(dir, "BTCUSDT_a.csv", "https://example.org", "unix,date,symbol");
    Path empty = write(dir, "BTCUSDT_b.csv");
    Path headerOnly = write(dir, "BTCUSDT_c.csv", CANDLES);
    Path mark = write(dir, "BTCUSDT_d.csv", CANDLES.replace(",volume", ""), "1,2,3,4,5");
    Path odd = write(dir, "BTCUSDT_e.csv", CANDLES, START + ",1,1,1,1,1", START + 7 + ",1,1,1,1,1");
    Path yields = write(dir, "us10y.csv", "day_ms,date,value", START + ",2024-01-01,4.5");
    refused(foreign, "its first line is 'https://example.org'");
    refused(empty, "is empty");
    refused(headerOnly, "holds a header and no rows");
    refused(mark, "holds bars without volume");
    refused(odd, "has bars 7 ms apart, which is no usual length");
    refused(yields, "holds a series whose name is not known");
    refused(dir, "is a directory");
    refused(dir.resolve("missing.csv"), "There is no file");
  }

  @Test
  void aRecordingIsKnownByItsFirstLineAndItsExchangeByUrlOrName(@TempDir Path dir)
      throws IOException {
    String received = "1704067200000000000 {}";
    assertThat(DataFile.recognise(write(dir, "binance_usdm_BTCUSDT_raw.txt.gz", received)).venue())
        .isEqualTo(Venue.BINANCE_FUTURES);
    assertThat(DataFile.recognise(write(dir, "KRAKEN.ws.1.0.txt", "1704067200.5: {}")).venue())
        .isEqualTo(Venue.KRAKEN);
    DataFile connected =
        DataFile.recognise(write(dir, "a.txt", "wss://www.deribit.com/ws <-> 1704067200.5"));
    assertThat(connected.venue()).isEqualTo(Venue.DERIBIT);
    assertThat(connected.kind()).isEqualTo(DataKind.MESSAGES);
    assertThat(connected.instruments()).isEmpty();
    refused(write(dir, "mine.txt", received), "call it as in BINANCE_FUTURES.ws.1.txt.gz");
    refused(write(dir, "other.txt", "wss://example.org <-> 1704067200"), "of which exchange");
  }

  @Test
  void anInstrumentThatNoFileTakesIsRefusedAndNotLeftAside(@TempDir Path dir) throws IOException {
    Path messages = write(dir, "KRAKEN.ws.1.0.txt", "1704067200.5: {}");
    Path bars = write(dir, "data.csv", CANDLES, bar(0, 60), bar(1, 61));
    assertThatThrownBy(() -> DataFile.recogniseAll(List.of(messages), "ETH-USDT@kraken"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("there is none among KRAKEN.ws.1.0.txt")
        .hasMessageContaining("Leave out --instrument ETH-USDT@kraken");
    assertThat(DataFile.recogniseAll(List.of(messages), null)).hasSize(1);
    assertThat(DataFile.recogniseAll(List.of(messages, bars), "ETH-USDT@kraken"))
        .as("the table takes it")
        .hasSize(2);
  }

  @Test
  void aTruncatedArchiveSaysSo(@TempDir Path dir) throws IOException {
    String[] lines = new String[3_000];
    Arrays.setAll(lines, i -> i == 0 ? TRADES : trade(i, i * 37L));
    Path path = write(dir, "BTCUSDT.csv.gz", lines);
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 200));
    DataFile file = DataFile.recognise(path);
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("breaks off after line");
  }

  private static void refused(Path path, String words) {
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(words);
  }

  private static Fact fact(Row row) {
    return ((Parsed.Valid<Fact>) row.fact()).value();
  }

  private static String outcome(Row row) {
    return row.fact() instanceof Parsed.Rejected<Fact> rejected ? rejected.reason().name() : "fact";
  }

  private static String detail(Row row) {
    return ((Parsed.Rejected<Fact>) row.fact()).detail();
  }
}
