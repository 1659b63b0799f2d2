package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON files of freqtrade, ccxt and alternative.me. */
final class ArrayFilesTest {

  private static final long HOUR = 3_600_000L;

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource({
    "data/binance/BTC_USDT-1h.json, BTC-USDT@binance",
    "data/kraken/BTC_EUR-1h.json.gz, BTC-EUR@kraken",
    "data/bybit/futures/1000PEPE_USDT_USDT-1h-futures.json, 1000PEPE-USDT-PERP@bybit",
    "BTC_USDT-1h.json, BTC-USDT@unknown",
    "okx_spot_ETHUSDT_1h.json, ETH-USDT@okx",
  })
  void theFolderNamesTheExchangeOfBars(String name, String instrument) throws IOException {
    DataFile file = DataFile.recognise(write(dir, name, bars()));

    assertThat(file.instruments()).containsExactly(instrument);
    assertThat(file.barLength()).isEqualTo(HOUR * 1_000);
    assertThat(facts(file))
        .hasSize(3)
        .first()
        .isEqualTo(
            new Candle(
                instrument,
                START * 1_000,
                HOUR * 1_000,
                (START + HOUR) * 1_000,
                41.5,
                43,
                40,
                42.25,
                7.5));
  }

  @Test
  void aFileWithoutAnExchangeSaysHowToNameIt() throws IOException {
    assertThat(DataFile.recognise(write(dir, "BTC_USDT-1h.json", bars())).remarks())
        .singleElement()
        .asString()
        .contains("--instrument BTC-USDT@binance");
    assertThat(DataFile.recognise(write(dir, "x.json", bars()), "SOL-USDT@gate").instruments())
        .containsExactly("SOL-USDT@gate");
    assertThatThrownBy(() -> DataFile.recognise(write(dir, "y.json", bars())))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("name the instrument with --instrument");
  }

  @Test
  void anElementThatIsNoBarIsRefusedAndTheOthersCount() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "binance/BTC_USDT-1h.json",
                "[" + bar(0) + ",",
                bar(1) + ",[7,1,2],",
                bar(2).replace("7.5", "null") + ",",
                bar(3) + "]"));
    assertThat(facts(file)).hasSize(3);
    assertThat(refusals(file))
        .containsEntry(3L, "UNDECODABLE: the row has 3 cells, it must have 6")
        .containsEntry(4L, "UNDECODABLE: volume is '', it must be a number");
  }

  @Test
  void anArrayThatBreaksOffSaysSo() throws IOException {
    Path path = write(dir, "binance/BTC_USDT-1h.json", "[" + bar(0) + "," + bar(1));
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("breaks off after element 2");
  }

  @Test
  void freqtradesFundingRatesAreFundingAndItsMarkPricesAreNoBars() throws IOException {
    DataFile funding =
        DataFile.recognise(
            write(
                dir,
                "binance/futures/BTC_USDT_USDT-8h-funding_rate.json",
                "[[" + START + ",0.00012,0,0,0,0],[" + (START + 8 * HOUR) + ",-0.00004,0,0,0,0]]"));
    assertThat(funding.kind()).isEqualTo(DataKind.FUNDING);
    assertThat(facts(funding))
        .extracting(fact -> ((Funding) fact).rate())
        .containsExactly(0.00012, -0.00004);

    Path mark = write(dir, "binance/futures/BTC_USDT_USDT-1h-mark.json", bars());
    assertThatThrownBy(() -> DataFile.recognise(mark))
        .hasMessageContaining("nothing was traded at them");
  }

  @Test
  void freqtradesTradesHaveIdsAndSides() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "binance/BTC_USDT-trades.json.gz",
                "[[" + START + ",\"71\",null,\"sell\",42.5,0.25,10.625],",
                "[" + (START + 5) + ",\"72\",null,\"buy\",42.75,0.5,21.375]]"));
    assertThat(facts(file))
        .containsExactly(
            new Trade(
                "BTC-USDT@binance", START * 1_000, START * 1_000, "71", 42.5, 0.25, Side.SELL),
            new Trade(
                "BTC-USDT@binance",
                (START + 5) * 1_000,
                (START + 5) * 1_000,
                "72",
                42.75,
                0.5,
                Side.BUY));
  }

  @Test
  void klinesOfBinancesInterfaceHaveTwelveElements() throws IOException {
    String rest = ",\"41.5\",\"43\",\"40\",\"42.25\",\"7.5\",";
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "um/BTCUSDT-1h-now.json",
                "[["
                    + START
                    + rest
                    + (START + HOUR - 1)
                    + ",\"290\",12,\"3\",\"125\",\"0\"],["
                    + (START + HOUR)
                    + rest
                    + (START + 2 * HOUR - 1)
                    + ",\"290\",12,\"3\",\"125\",\"0\"]]"));
    assertThat(file.instruments()).containsExactly("BTC-USDT-PERP@binance");
    assertThat(facts(file)).hasSize(2);
  }

  @Test
  void alternativesIndexIsKnownWhenItsDayIsOverWhicheverWayRoundItCame() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "fng.json",
                "{\"name\": \"Fear and Greed Index\", \"data\": [",
                "{\"value\": \"41\", \"value_classification\": \"Fear\", \"timestamp\": \""
                    + (START / 1_000 + 86_400)
                    + "\", \"time_until_update\": \"7\"},",
                "{\"value\": \"17\", \"value_classification\": \"Fear\", \"timestamp\": \""
                    + START / 1_000
                    + "\"}",
                "], \"metadata\": {\"error\": null}}"));
    assertThat(file.kind()).isEqualTo(DataKind.FEAR_GREED);
    assertThat(facts(file)).containsExactly(greed(START, 17), greed(START + 24 * HOUR, 41));
  }

  private static Fact greed(long day, double value) {
    return new Metric(
        Instruments.ALL, day * 1_000, (day + 24 * HOUR) * 1_000, Metric.FEAR_GREED, value);
  }

  private static String bars() {
    return "[" + bar(0) + ", " + bar(1) + ", " + bar(2) + "]";
  }

  private static String bar(int hour) {
    return "[" + (START + hour * HOUR) + ", 41.5, 43.0, 40.0, 42.25, 7.5]";
  }
}
