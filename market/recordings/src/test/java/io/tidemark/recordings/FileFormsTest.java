package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.trade;
import static io.tidemark.recordings.TestFiles.write;
import static io.tidemark.recordings.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the same rows may be written, and what is said of files that are not read. */
final class FileFormsTest {

  private static final String MARK = "\u00ef\u00bb\u00bf";

  @TempDir private Path dir;

  @Test
  void quotesBlanksSemicolonsTabsCapitalsAndMarksChangeNothing() throws IOException {
    List<Candle> plain = bars(CANDLES, bar(0, 60), bar(1, 61));
    assertThat(plain).hasSize(2);
    assertThat(bars(quoted(CANDLES), bar(0, 60), bar(1, 61))).isEqualTo(plain);
    assertThat(bars(CANDLES, quoted(bar(0, 60)), quoted(bar(1, 61)))).isEqualTo(plain);
    assertThat(bars(CANDLES, bar(0, 60), quoted(bar(1, 61)))).isEqualTo(plain);
    assertThat(bars(MARK + CANDLES, bar(0, 60), bar(1, 61))).isEqualTo(plain);
    assertThat(bars(MARK + quoted(CANDLES), bar(0, 60), bar(1, 61))).isEqualTo(plain);
    assertThat(bars("Open_Time_ms,Open,High,Low,Close,Volume", bar(0, 60), bar(1, 61)))
        .isEqualTo(plain);
    for (String separator : List.of(", ", ";", "\t", "; ")) {
      assertThat(
              bars(
                  CANDLES.replace(",", separator),
                  bar(0, 60).replace(",", separator),
                  bar(1, 61).replace(",", separator)))
          .as("separated by '" + separator + "'")
          .isEqualTo(plain);
    }
  }

  @Test
  void aZipIsReadAsTheFileInItAndItsRefusedRowsKeepTheirLines() throws IOException {
    Path path = zip(dir, "BTCUSDT_trades.zip", TRADES, trade(1, 5), "2,x,1," + START + ",BUY");
    DataFile file = DataFile.recognise(path);
    assertThat(facts(file)).hasSize(1);
    assertThat(refusals(file)).containsEntry(3L, "UNDECODABLE: price is 'x', it must be a number");
  }

  @Test
  void theFilesOfAZipWhoseNamesDifferInNumbersAreReadAsOneInTheirOrder() throws IOException {
    Path path = dir.resolve("BTCUSDT.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      for (int part : new int[] {2, 0, 1}) {
        out.putNextEntry(new ZipEntry("bars/BTCUSDT-2024-0" + (part + 1) + ".csv"));
        String rows = CANDLES + "\n" + bar(2L * part, 60) + "\n" + bar(2L * part + 1, 60);
        out.write(rows.getBytes(StandardCharsets.US_ASCII));
      }
    }
    DataFile file = DataFile.recognise(path);

    assertThat(facts(file))
        .extracting(fact -> ((Candle) fact).start() / 1_000)
        .containsExactly(
            START,
            START + MINUTE,
            START + 2 * MINUTE,
            START + 3 * MINUTE,
            START + 4 * MINUTE,
            START + 5 * MINUTE);
    assertThat(refusals(file)).isEmpty();
    assertThat(file.remarks())
        .singleElement()
        .asString()
        .startsWith(
            "the zip holds 3 files, which are read as one, from bars/BTCUSDT-2024-01.csv to"
                + " bars/BTCUSDT-2024-03.csv");
  }

  @Test
  void aHeaderCommentsAndBlankLinesAmongRowsAreNoRows() throws IOException {
    Path path =
        write(dir, "BTCUSDT.csv", CANDLES, bar(0, 60), " ", CANDLES, "# more", bar(1, 60), "x");
    DataFile file = DataFile.recognise(path);

    assertThat(facts(file)).hasSize(2);
    assertThat(refusals(file)).containsOnlyKeys(7L);
  }

  @Test
  void aZipOfSeveralTablesNamesThem() throws IOException {
    Path path = dir.resolve("BTCUSDT.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      for (String name : List.of("b.csv", "a.csv")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(CANDLES.getBytes(StandardCharsets.US_ASCII));
      }
    }
    refused(path, "differ in more than numbers: a.csv, b.csv: unpack it and name each one");
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));
    refused(path, "is a zip that is not whole");
  }

  @Test
  void arraysOfNumpyAreNamedAsSuch() throws IOException {
    Path path = dir.resolve("btcusdt.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      out.putNextEntry(new ZipEntry("data.npy"));
      out.write(7);
    }
    refused(path, "is not a file that can be read");
    Files.write(path, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 2, 0, '{', '}'});
    refused(path, "holds NumPy arrays that are not read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PAR1....|cannot be read as Parquet",
        "ARROW1..|freqtrade convert-data --format-from feather",
        "FEA1....|is a feather file of version 1",
        "BZh91AY&|is packed in a way",
        "<!DOCTYPE html><html>|is a web page",
        "SQLite format 3|is an SQLite data base",
      })
  void otherBytesHaveTheirTrueReason(String bytes, String words) throws IOException {
    refused(write(dir, "BTCUSDT_1h.csv", bytes), words);
  }

  @Test
  void wideTextIsSaidToBeUtf16WithAndWithoutItsMark() throws IOException {
    Path path = dir.resolve("BTCUSDT_1h.csv");
    for (String mark : List.of("", "\ufeff")) {
      String text = mark + CANDLES + "\n" + bar(0, 60) + "\n";
      Files.write(path, text.getBytes(StandardCharsets.UTF_16LE));
      refused(path, "is UTF-16 text: write it as UTF-8");
    }
    Files.write(path, (CANDLES + "\n").getBytes(StandardCharsets.UTF_16));
    refused(path, "is UTF-16 text: write it as UTF-8");
  }

  @Test
  void commasOfBothMeaningsAreNamedForWhatTheyAre() throws IOException {
    refused(
        write(dir, "BTCUSDT_1h.csv", CANDLES, START + ",\"1,234.5\",\"1,25\",1,1,3"),
        "'1,234.5' has commas between its thousands: write numbers without them");
    refused(
        write(dir, "BTCUSDT_1h.csv", CANDLES.replace(',', ';'), START + ";1,5;1,234.5;1,2;1,3;10"),
        "'1,5' has a comma before its decimals: write numbers with a point");
  }

  @Test
  void barsWhoseTimesAreInSecondsAreNotTakenForASingleBar() throws IOException {
    String seconds = START / 1_000 + ",60,61,59,60,3";
    refused(
        write(dir, "BTCUSDT_a.csv", CANDLES, seconds, seconds),
        "has no row that says when its bar starts");
  }

  @Test
  void aRowWithAZoneAgreesWithItsStampInAVendorsFile() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "Binance_BTCUSDT_1m.csv",
                "unix,date,symbol,open,high,low,close,volume",
                START + ",2024-01-01 00:00:00+00:00,BTC/USDT,60,61,59,60,3",
                (START + MINUTE) + ",2024-01-01T01:01:00+01:00,BTC/USDT,60,61,59,60,3",
                (START + 2 * MINUTE) + ",2024-01-01 01:02:00,BTC/USDT,60,61,59,60,3",
                (START + 3 * MINUTE) + ",2024-01-01 00:03:00,BTC/USDT,60,61,59,60,3"));
    assertThat(facts(file)).hasSize(2);
    assertThat(refusals(file).get(4L)).contains("the date is 2024-01-01 01:02:00");
  }

  /** Whatever stands in a file, it is a value or one sentence: never another exception. */
  @Test
  void noTextIsMoreThanUnreadable() throws IOException {
    List<String> seeds =
        List.of(
            CANDLES + "\n" + bar(0, 60) + "\n" + bar(1, 61),
            TRADES + "\n" + trade(1, 5) + "\n" + trade(2, 6),
            START + ",41,43,40,42,7," + (START + 5) + ",290,12,3,125,0\n",
            "71,42.5,0.25,10.6," + START + ",True,True\n",
            "[[" + START + ",41,43,40,42,7.5],[" + (START + MINUTE) + ",41,43,40,42,7.5]]",
            "{\"data\":[{\"value\":\"4\",\"timestamp\":\"1704067200\"}]}",
            "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\nbinance,BTCUSDT,"
                + START
                + "000,"
                + START
                + "000,1,buy,50,4",
            "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n"
                + "binance,BTCUSDT,"
                + START
                + "000,"
                + START
                + "000,true,bid,50,4",
            "symbol,open_time_ms,open,high,low,close,volume\nAAAUSDT," + bar(0, 1),
            "asset,time,TxCnt\nbtc,2024-01-01,7",
            "DATE,DGS10\n2024-01-02,3.9\n2024-01-03,3.8",
            "1704067200,41.5,43,40,42.25,7.5,12\n1704070800,41.5,43,40,42.25,7.5,12");
    List<String> names =
        List.of(
            "BTCUSDT_1h.csv",
            "XBTUSD_60.csv",
            "XBTUSD.csv",
            "BTCUSDT-fundingRate-2024-01.csv",
            "BTCUSDT-metrics-2024-01-01.csv",
            "a_liquidations.csv",
            "fear_greed.csv");
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int edits = random.nextInt(4); edits >= 0 && text.length() > 1; edits--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, ",;\"\n[]{}9-x ".charAt(random.nextInt(12)));
          case 2 -> text.insert(at, ",;\"\n[]{}9-x ".charAt(random.nextInt(12)));
          default -> text.setLength(at);
        }
      }
      Path path = write(dir, names.get(random.nextInt(names.size())), text.toString());
      try {
        assertThat(TestFiles.rows(DataFile.recognise(path))).isNotNull();
      } catch (UnreadableDataException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private List<Candle> bars(String... lines) throws IOException {
    return facts(DataFile.recognise(write(dir, "BTCUSDT_1m.csv", lines))).stream()
        .map(fact -> (Candle) fact)
        .toList();
  }

  private static String quoted(String line) {
    return '"' + line.replace(",", "\",\"") + '"';
  }

  private static void refused(Path path, String words) {
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aSideIsReadInAnyCaseAndNeverTakenForNone() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "binance_spot_AAAUSDT_trades.csv",
                TestFiles.TRADES,
                "1,2,3," + START + ",BUY",
                "2,2,3," + (START + 1) + ",sell",
                "3,2,3," + (START + 2) + ",Buy",
                "4,2,3," + (START + 3) + ",",
                "5,2,3," + (START + 4) + ",bid"));
    assertThat(facts(file))
        .extracting(fact -> ((Trade) fact).takerSide())
        .containsExactly(Side.BUY, Side.SELL, Side.BUY, Side.UNKNOWN);
    assertThat(refusals(file))
        .containsEntry(6L, "UNDECODABLE: side is 'bid', it must be BUY, SELL or empty");
  }
}
