package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of Kraken, ccxt, Coin Metrics, FRED and alternative.me, and bars of many instruments. */
final class PublicTablesTest {

  private static final long SECONDS = START / 1_000;
  private static final long DAY = 86_400_000L;

  @TempDir private Path dir;

  @Test
  void krakensBarsAreAsLongAsTheirNameSaysAndSomeAreAbsent() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "XBTUSD_60.csv",
                SECONDS + ",41.5,43,40,42.25,7.5,12",
                (SECONDS + 7_200) + ",42.25,44,41,43,2,5",
                (SECONDS + 21_600) + ",43,44,41,43,2,5"));
    assertThat(file.instruments()).containsExactly("BTC-USD@kraken");
    assertThat(file.barLength()).isEqualTo(60 * MINUTE * 1_000);
    assertThat(file.remarks()).singleElement().asString().contains("bars of 1 h, as its name says");
    assertThat(facts(file).get(0))
        .isEqualTo(
            new Candle(
                "BTC-USD@kraken",
                START * 1_000,
                60 * MINUTE * 1_000,
                (START + 60 * MINUTE) * 1_000,
                41.5,
                43,
                40,
                42.25,
                7.5));
  }

  @Test
  void krakensTradesHaveNoIdsAndTwoOfOneSecondBothCount() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "XDGEUR.csv",
                SECONDS + ",0.0815,120.5",
                SECONDS + ",0.0815,120.5",
                SECONDS + ".250014,0.0816,3"));
    assertThat(file.instruments()).containsExactly("DOGE-EUR@kraken");
    assertThat(file.remarks()).anyMatch(remark -> remark.contains("no row has an id"));
    assertThat(facts(file)).hasSize(3);
    assertThat(facts(file).get(2))
        .isEqualTo(
            new Trade(
                "DOGE-EUR@kraken",
                START * 1_000 + 250_014,
                START * 1_000 + 250_014,
                "",
                0.0816,
                3,
                Side.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timestamp,open,high,low,close,volume|1704067200000|1704070800000|0",
        "Date,Open,High,Low,Close,Volume|2024-01-01 00:00:00+00:00|2024-01-01 01:00:00+00:00|0",
        "date,open,high,low,close,volume|2024-01-01T02:00:00+02:00|2024-01-01T01:00:00Z|0",
        "datetime,open,high,low,close,volume|2024-01-01 00:00:00|2024-01-01 01:00:00|1",
        "time,open,high,low,close,vol|1704067200|1704070800|0",
      })
  void barsWithUsualNamesAreReadWhateverTheirTimesLookLike(
      String header, String first, String second, int remarks) throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "kraken/ETH_USDT-1h.csv",
                header,
                first + ",41.5,43,40,42.25,7.5",
                second + ",41.5,43,40,42.25,7.5"));
    assertThat(file.instruments()).containsExactly("ETH-USDT@kraken");
    assertThat(file.remarks()).hasSize(remarks);
    assertThat(facts(file))
        .extracting(fact -> ((Candle) fact).start())
        .containsExactly(START * 1_000, (START + 60 * MINUTE) * 1_000);
  }

  @Test
  void barsWithoutAHeaderAreReadInTheOrderOfCcxt() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "gate/ETH_USDT-1h.csv",
                START + ",41.5,43,40,42.25,7.5",
                (START + 60 * MINUTE) + ",41.5,43,40,42.25,7.5"));
    assertThat(file.instruments()).containsExactly("ETH-USDT@gate");
    assertThat(facts(file)).hasSize(2);
    assertThatThrownBy(
            () -> DataFile.recognise(write(dir, "ETH_USDT-1h.csv", START + ",9,1,2,3,4")))
        .hasMessageContaining("is not a file that can be read");
  }

  @Test
  void barsOfManyInstrumentsAreReadEachByItself() throws IOException {
    Path path =
        write(
            dir,
            "binance_spot_1d_mine.csv",
            "symbol,day_ms,open,high,low,close,volume,trades",
            "AAAUSDT," + START + ",1,2,0.5,1.5,10,3",
            "AAAUSDT," + (START + DAY) + ",1.5,2,0.5,1.5,10,3",
            "BBBUSDT," + START + ",7,9,6,8,20,3",
            "BBBUSDT," + (START + DAY) + ",8,9,6,oops,20,3",
            "AAAUSDT," + (START + 2 * DAY) + ",1.5,2,0.5,1.5,10,3",
            ",,,");
    DataFile file = DataFile.recognise(path);
    assertThat(file.instruments()).containsExactly("AAA-USDT@binance", "BBB-USDT@binance");
    assertThat(facts(file))
        .extracting(Fact::instrument)
        .containsExactly(
            "AAA-USDT@binance", "AAA-USDT@binance", "AAA-USDT@binance", "BBB-USDT@binance");
    assertThat(refusals(file).keySet()).containsExactly(5L, 7L);
    assertThat(TestFiles.rows(file))
        .extracting(Row::number)
        .containsExactly(2L, 3L, 6L, 7L, 4L, 5L);

    DataFile one = DataFile.recognise(path, "BBB-USDT@binance");
    assertThat(one.instruments()).containsExactly("BBB-USDT@binance");
    assertThat(facts(one)).hasSize(1);
    assertThatThrownBy(() -> DataFile.recognise(path, "CCC-USDT@binance"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("and none of CCC-USDT@binance");
  }

  @Test
  void aSymbolThatNamesNoInstrumentCostsItsOwnRowsOnly() throws IOException {
    String bar = ",1,2,0.5,1.5,10";
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "binance_spot_1d_mine.csv",
                "symbol,date,open,high,low,close,volume",
                "," + "2024-01-01" + bar,
                "AAAUSDT,2024-01-01" + bar,
                "DOTUSD1,2024-01-01" + bar,
                "AAA-USDT,2024-01-02" + bar,
                "BBBUSDT,2024-01-01" + bar,
                "\u00e5UUSDT,2024-01-02" + bar,
                "AAAUSDT,2024-01-02" + bar));
    assertThat(file.instruments()).containsExactly("AAA-USDT@binance", "BBB-USDT@binance");
    assertThat(file.remarks())
        .anyMatch(remark -> remark.contains("refused with those of AAA-USDT@binance"));
    assertThat(facts(file)).hasSize(3);
    assertThat(refusals(file))
        .containsOnlyKeys(2L, 4L, 5L, 7L)
        .containsEntry(2L, "UNKNOWN_INSTRUMENT: the row names no symbol");
    assertThat(refusals(file).get(4L)).contains("base and quote of the symbol 'DOTUSD1'");
    assertThat(refusals(file).get(5L)).contains("stands for AAA-USDT@binance as 'AAAUSDT' does");
  }

  @Test
  void symbolsMayTellTheirPartsApart() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "okx_spot_1h.csv",
                "timestamp,pair,open,high,low,close,volume",
                START + ",BTC/USDT,1,2,0.5,1.5,10",
                START + ",ETH/USDT:USDT,1,2,0.5,1.5,10",
                (START + 60 * MINUTE) + ",BTC/USDT,1,2,0.5,1.5,10"));
    assertThat(file.instruments()).containsExactly("BTC-USDT@okx", "ETH-USDT-PERP@okx");
    assertThat(facts(file)).hasSize(3);

    String[] lines = {
      "date,symbol,open,high,low,close,volume", "2024-01-01,BTC-EUR,1,2,0.5,1.5,10"
    };
    assertThat(DataFile.recognise(write(dir, "kraken/bars_1d.csv", lines)).instruments())
        .containsExactly("BTC-EUR@kraken");
    DataFile nameless = DataFile.recognise(write(dir, "bars_1d.csv", lines));
    assertThat(nameless.instruments()).containsExactly("BTC-EUR@unknown");
    assertThat(nameless.remarks())
        .singleElement()
        .asString()
        .contains("does not name the exchange");
  }

  @Test
  void coinMetricsIsKnownTwoDaysLaterUnderTheNamesOfItsAsset() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "eth.csv",
                "time,AdrActCnt,CapMVRVCur,Unknown",
                "2024-01-01,71,1.25,5",
                "2024-01-02,,1.5,5",
                "2024-01-02T06:00:00Z,72,1.5,5"));
    assertThat(file.kind()).isEqualTo(DataKind.ON_CHAIN);
    assertThat(facts(file))
        .containsExactly(
            metric("2024-01-01", "2024-01-03", "eth_active_addresses", 71),
            metric("2024-01-01", "2024-01-03", "eth_mvrv", 1.25),
            metric("2024-01-02", "2024-01-04", "eth_mvrv", 1.5));
    assertThat(refusals(file).get(4L)).contains("which is no whole day");

    DataFile answer =
        DataFile.recognise(
            write(
                dir,
                "answer.csv",
                "asset,time,TxCnt",
                "btc,2024-01-01T00:00:00.000000000Z,71",
                "eth,2024-01-01T00:00:00.000000000Z,72"));
    assertThat(facts(answer))
        .containsExactly(metric("2024-01-01", "2024-01-03", "transactions", 71));
    assertThat(refusals(answer).get(3L)).startsWith("UNKNOWN_INSTRUMENT: the row is of eth");
  }

  @Test
  void fredsSeriesAreKnownByTheirNamesAndAPointIsNoValue() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "fredgraph.csv",
                "observation_date,DGS10,VIXCLS",
                "2024-01-02,3.95,13.2",
                "2024-01-03,.,14.25",
                "2024-01-04,3.99,"));
    assertThat(file.kind()).isEqualTo(DataKind.MACRO);
    List<Metric> values = facts(file).stream().map(fact -> (Metric) fact).toList();
    assertThat(values).extracting(Metric::name).containsExactly("us10y", "vix", "vix", "us10y");
    assertThat(values.get(0).availableAt()).isEqualTo(micros("2024-01-04") + 22 * 3_600_000_000L);
    assertThat(values.get(1).availableAt()).isEqualTo(micros("2024-01-03"));
    assertThat(refusals(file)).isEmpty();
  }

  @Test
  void whatFredPutTogetherOrWhatNobodyKnowsIsSaid() throws IOException {
    Path monthly =
        write(dir, "a.csv", "DATE,DGS10", "2024-01-01,3.9", "2024-02-01,4.1", "2024-03-01,4.0");
    Path unknown = write(dir, "b.csv", "DATE,UNRATE", "2024-01-01,3.9");
    assertThatThrownBy(() -> DataFile.recognise(monthly))
        .hasMessageContaining("29 days apart")
        .hasMessageContaining("fetch it in its own frequency");
    assertThatThrownBy(() -> DataFile.recognise(unknown))
        .hasMessageContaining("holds FRED's series UNRATE")
        .hasMessageContaining("DGS10");
  }

  @Test
  void theIndexAsATableMayHaveAlternativesNames() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "index.csv",
                "value,value_classification,timestamp",
                "41,\"Fear, extreme\"," + SECONDS,
                "42,Fear," + (SECONDS + 86_400)));
    assertThat(file.kind()).isEqualTo(DataKind.FEAR_GREED);
    assertThat(facts(file))
        .first()
        .isEqualTo(
            new Metric(
                Instruments.ALL, START * 1_000, (START + DAY) * 1_000, Metric.FEAR_GREED, 41));
  }

  private static Metric metric(String day, String known, String name, double value) {
    return new Metric(Instruments.ALL, micros(day), micros(known), name, value);
  }

  private static long micros(String day) {
    return LocalDate.parse(day).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000;
  }
}
