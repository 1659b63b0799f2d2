package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day's trades as Bybit, BitMEX and OKX publish them. */
final class DailyTradesTest {

  private static final String BYBIT =
      "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,"
          + "foreignNotional";
  private static final String OKX = "trade_id,side,size,price,created_time";

  @TempDir private Path dir;

  @Test
  void bybitsSizesAreCoinsOfALinearContractAndDollarsOfAnInverseOne() throws IOException {
    String row = "1704067200.1234,%s,Sell,300,60000,PlusTick,%s,1,9,9";
    Path linear =
        write(
            dir,
            "BTCUSDT2024-01-01.csv",
            BYBIT,
            row.formatted("BTCUSDT", "a-1"),
            row.formatted("BTCUSDT", "a-2"));
    Path inverse = write(dir, "BTCUSD2024-01-01.csv", BYBIT, row.formatted("BTCUSD", "a-1"));

    Trade first = (Trade) facts(DataFile.recognise(linear)).get(0);
    assertThat(first.instrument()).isEqualTo("BTC-USDT-PERP@bybit");
    assertThat(first.eventTime()).isEqualTo(START * 1_000 + 123_400);
    assertThat(first.tradeId()).isEqualTo("a-1");
    assertThat(first.takerSide()).isEqualTo(Side.SELL);
    assertThat(first.quantity()).isEqualTo(300);
    assertThat(facts(DataFile.recognise(inverse)))
        .singleElement()
        .satisfies(fact -> assertThat(((Trade) fact).quantity()).isCloseTo(0.005, within(1e-12)))
        .satisfies(fact -> assertThat(fact.instrument()).isEqualTo("BTC-USD-PERP@bybit"));
  }

  @Test
  void aDayOfBitmexIsOfAllItsPerpetualsAndPairs() throws IOException {
    String row = "2024-01-01D00:00:0%d.000250000,%s,Buy,100,50000,ZeroPlusTick,%d-a,1,0.002,100";
    Path path =
        write(
            dir,
            "20240101.csv",
            BYBIT,
            row.formatted(1, "ETHUSDT", 1),
            row.formatted(4, "ETHUSDT", 2),
            row.formatted(2, "XBTH24", 3),
            row.formatted(2, "XBTUSD", 4),
            row.formatted(3, "XBT_USDT", 5));
    DataFile file = DataFile.recognise(path);

    assertThat(file.instruments())
        .containsExactly("ETH-USDT-PERP@bitmex", "BTC-USD-PERP@bitmex", "BTC-USDT@bitmex");
    List<Fact> facts = facts(file);
    assertThat(facts).hasSize(4);
    assertThat(facts.get(2).eventTime()).isEqualTo((START + 2_000) * 1_000 + 250);
    assertThat(((Trade) facts.get(2)).quantity()).isEqualTo(0.002);
    assertThat(refusals(file))
        .containsExactlyEntriesOf(
            Map.of(
                4L,
                "UNKNOWN_INSTRUMENT: 'XBTH24' is no perpetual and no pair of bitmex: contracts that"
                    + " end on a day are not read"));
    assertThat(DataFile.recognise(path, "BTC-USDT@bitmex").instruments())
        .containsExactly("BTC-USDT@bitmex");
    assertThatThrownBy(() -> DataFile.recognise(path, "DOGE-USDT@bitmex"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("holds rows of 3 instruments");
  }

  @Test
  void namesOfColumnsInTwoLanguagesAreThoseOfOkx() throws IOException {
    Path path = dir.resolve("BTC-USDT-trades-2024-01-01.csv");
    String header =
        "trade_id/\u64ae\u5408id,side/\u4ea4\u6613\u65b9\u5411,size/\u6570\u91cf,"
            + "price/\u4ef7\u683c,created_time/\u6210\u4ea4\u65f6\u95f4";
    Files.writeString(
        path, header + "\n7,sell,0.25,60000.5," + START + "\n", StandardCharsets.UTF_8);

    assertThat(facts(DataFile.recognise(path)))
        .singleElement()
        .isEqualTo(
            new Trade("BTC-USDT@okx", START * 1_000, START * 1_000, "7", 60000.5, 0.25, Side.SELL));
  }

  @Test
  void aColumnOfNamesTellsTheInstrumentsOfOkx() throws IOException {
    Path path =
        write(
            dir,
            "allspot-trades-2024-01-01.csv",
            "instrument_name," + OKX,
            "BTC-USDT,7,sell,0.25,60000.5," + START,
            "ETH-BTC,8,buy,2,0.05," + (START + 5));

    assertThat(DataFile.recognise(path).instruments())
        .containsExactly("BTC-USDT@okx", "ETH-BTC@okx");
    assertThat(facts(DataFile.recognise(path))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BTC-USDT-SWAP", "BTC-USD-240329"})
  void whatOkxCountsInContractsIsRefused(String instrument) throws IOException {
    Path path =
        write(dir, instrument + "-trades-2024-01-01.csv", OKX, "7,sell,25,60000.5," + START);
    Path other = write(dir, "trades.csv", OKX, "7,sell,25,60000.5," + START);

    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("is of " + instrument + " of OKX, whose sizes are numbers of");
    assertThatThrownBy(() -> DataFile.recognise(other))
        .hasMessageContaining("its name does not begin with the instrument");
    assertThatThrownBy(() -> DataFile.recognise(other, "BTC-USDT-PERP@okx"))
        .hasMessageContaining("whose sizes are numbers of contracts");
    assertThat(facts(DataFile.recognise(other, "BTC-USDT@okx"))).hasSize(1);
  }

  @Test
  void bybitsSpotArchiveHasVolumes() throws IOException {
    Path path =
        write(
            dir,
            "bybit/BTCUSDT_2024-01-01.csv",
            "id,timestamp,price,volume,side",
            "1," + START + ",60000.5,0.25,buy");

    assertThat(facts(DataFile.recognise(path)))
        .singleElement()
        .isEqualTo(
            new Trade(
                "BTC-USDT@bybit", START * 1_000, START * 1_000, "1", 60000.5, 0.25, Side.BUY));
  }
}
