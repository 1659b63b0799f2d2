package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.MINUTE;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.bar;
import static io.tidemark.recordings.TestFiles.trade;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that are wrong as a whole, and what is said of them. */
final class OddTablesTest {

  private static final String VENDOR = "unix,date,symbol,open,high,low,close,Volume ABC,Volume USD";
  private static final String KLINES =
      "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,"
          + "taker_buy_quote_volume,ignore";

  @TempDir private Path dir;

  private final List<RowVerdict> verdicts = new ArrayList<>();

  @Test
  void tradesOfAnotherSymbolThanMostAreRefused() throws IOException {
    FileQuality quality =
        quality(
            "binance_spot_ABCUSDT_trades.csv",
            TRADES + ",symbol",
            30,
            i -> trade(i, i * 700L) + (i % 4 == 0 ? ",XYZUSDT" : ",ABCUSDT"));

    assertThat(quality.accepted()).isEqualTo(22);
    assertThat(verdicts.get(0).reason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(verdicts.get(0).detail()).contains("'XYZUSDT'", "the file of ABCUSDT");
    assertThat(quality.findings()).extracting(FileQuality.Finding::verdict).containsOnly("refused");
  }

  @Test
  void whatIsMissingIsToldFromWhatWasRefused() throws IOException {
    FileQuality quality =
        quality(
            "binance_spot_ABCUSDT.csv",
            CANDLES,
            30,
            i -> i == 7 ? bar(i, 60).replace(",60,", ",x,") : bar(i < 20 ? i : i + 3, 60));

    assertThat(quality.findings())
        .filteredOn(finding -> finding.kind().equals("HOLE"))
        .singleElement()
        .satisfies(hole -> assertThat(hole.detail()).contains("3 missing").doesNotContain("refus"));
  }

  @Test
  void linesThatEndInACarriageReturnAloneAreNamed() throws IOException {
    Path path = dir.resolve("binance_spot_ABCUSDT.csv");
    Files.writeString(path, String.join("\r", CANDLES, bar(0, 60), bar(1, 61)));

    assertUnreadable(path, "ends its lines with CR alone");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-0%d 07:00:00, 'the date is 2024-01-03 07:00:00, the time stamp 7.0 hours earlier'",
    "0%d/01/2024 00:00, whether its day or its month comes first"
  })
  void aVendorsDateThatContradictsOrIsAmbiguousIsTheReason(String date, String words)
      throws IOException {
    Path path =
        write(
            dir,
            "Vendor_ABCUSDT_1d.csv",
            VENDOR,
            vendor(START, date.formatted(1)),
            vendor(START + 1_440 * MINUTE, date.formatted(2)),
            vendor(START + 2_880 * MINUTE, date.formatted(3)));

    assertUnreadable(path, words);
  }

  @Test
  void aVendorsFileInSecondsNeedsNoRepair() throws IOException {
    FileQuality quality =
        quality(
            "Vendor_ABCUSDT_1h.csv",
            VENDOR,
            9,
            i -> vendor(START / 1_000 + 3_600L * i, "2024-01-01 0%d:00:00".formatted(i)));

    assertThat(quality.accepted()).isEqualTo(8);
    assertThat(quality.repaired()).isZero();
  }

  @Test
  void anIdBeyondSixtyFourBitsIsSaidToBeTooLarge() throws IOException {
    quality(
        "binance_spot_ABCUSDT_stream.csv",
        "TimestampOfReceive,Stream,EventType,EventTime,TransactionTime,Symbol,TradeId,Price,"
            + "Quantity,IsBuyerMarketMaker,MUnknownParameter",
        3,
        i ->
            "%1$d000,a,trade,%1$d000,%1$d000,ABCUSDT,9%2$020d,1,2,0,True"
                .formatted(START + i * 900L, i));

    assertThat(verdicts.get(2).detail()).contains("it must be below 9223372036854775808");
  }

  @Test
  void aTimeAtTheEndOfEachBarIsSaidToBeOne() throws IOException {
    quality(
        "binance_spot_ABCUSDT.csv",
        CANDLES,
        30,
        i -> START + (i + 1) * 60L * MINUTE - 1 + ",100,200,50,60,3");

    assertThat(verdicts.get(4).detail()).endsWith("when one ends, and it must be when it starts");
  }

  @Test
  void partsInTheWrongOrderAreReadInTheOrderOfTime() throws IOException {
    int[] begins = {75, 40, 110};
    FileQuality quality =
        quality("binance_spot_ABCUSDT.csv", CANDLES, 90, i -> bar(begins[i / 30] + i % 30, 60));

    assertThat(quality.accepted()).isEqualTo(90);
    assertThat(quality.about()).contains("its 3 parts stand in the wrong order");
    assertThat(verdicts).extracting(RowVerdict::line).startsWith(32L, 33L).endsWith(90L, 91L);
    assertThat(verdicts.get(30).line()).isEqualTo(2);
  }

  @Test
  void partsThatOverlapOrAreAFewWrongRowsStayWhereTheyAre() throws IOException {
    assertThat(
            quality("binance_spot_ABCUSDT.csv", CANDLES, 60, i -> bar(i < 30 ? i + 20 : i - 20, 60))
                .about())
        .doesNotContain("parts");
    assertThat(
            quality("binance_spot_ABCUSDT.csv", CANDLES, 60, i -> bar(i < 50 ? i + 90 : i - 50, 60))
                .about())
        .doesNotContain("parts");
  }

  @Test
  void aVolumeWhoseSumIsNoNumberIsRefused() throws IOException {
    FileQuality quality =
        quality(
            "binance_spot_ABCUSDT.csv",
            CANDLES,
            30,
            i -> bar(i, 60).replaceFirst("[^,]*$", i == 5 ? "1e308" : "1e20"));

    assertThat(quality.refused()).isEqualTo(1);
    assertThat(verdicts.get(5).reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
  }

  @Test
  void klinesInWhichPricesWereCountedAndNothingTradedAreThoseOfAMark() throws IOException {
    String kline = "%d,7,8,6,7.5,0,%d,0,60,0,0,0";
    Path path =
        write(
            dir,
            "ABCUSDT-1m-2024-01.csv",
            KLINES,
            kline.formatted(START, START + MINUTE - 1),
            kline.formatted(START + MINUTE, START + 2 * MINUTE - 1));

    assertUnreadable(path, "holds bars without volume (mark prices)");
  }

  @Test
  void thatNoBarHasAVolumeIsSaid() throws IOException {
    FileQuality quality =
        quality(
            "binance_spot_ABCUSDT.csv", CANDLES, 20, i -> bar(i, 60).replaceFirst("[^,]*$", "0.0"));

    assertThat(quality.accepted()).isEqualTo(20);
    assertThat(quality.about()).contains("no bar has a volume");
  }

  @Test
  void aCommaAtTheEndOfEachRowIsNoCell() throws IOException {
    assertThat(quality("binance_spot_ABCUSDT.csv", CANDLES, 9, i -> bar(i, 60) + ",").accepted())
        .isEqualTo(9);
    assertThat(
            quality("binance_spot_ABCUSDT.csv", CANDLES + ",", 9, i -> bar(i, 60) + ",").accepted())
        .isEqualTo(9);
    assertThat(quality("binance_spot_ABCUSDT.csv", CANDLES, 9, i -> bar(i, 60) + ",,").refused())
        .isEqualTo(9);
  }

  @Test
  void messagesWithoutAReceiptAndEmptyArraysSayWhatToDo() throws IOException {
    assertUnreadable(
        write(dir, "BINANCE.txt", "{\"e\":\"trade\",\"s\":\"ABCUSDT\"}"),
        "holds JSON as binance may have sent it, and no message says when it was received",
        "put that time before it",
        "tidemark decode binance FILE");
    assertUnreadable(
        write(dir, "raw.txt", "{\"e\":\"trade\",\"s\":\"ABCUSDT\"}"),
        "begins with JSON of no known form",
        "decode VENUE FILE");
    assertUnreadable(write(dir, "ABC_USDT-1h.json", "[ ]"), "holds an empty array");
  }

  @Test
  void aSymbolInOtherLettersIsSaidToBeTheReason() throws IOException {
    Path path = write(dir, "binance_spot_\u72d7USDT.csv", CANDLES, bar(0, 60), bar(1, 60));

    assertUnreadable(path, "no symbol such as BTCUSDT, in A to Z and digits");
    assertThatThrownBy(() -> DataFile.recognise(path, "\u72d7-USDT@binance"))
        .hasMessageContaining("give what has other letters a name of its own");
  }

  private FileQuality quality(String name, String header, int rows, IntFunction<String> row)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < rows; i++) {
      lines.add(row.apply(i));
    }
    Path path = write(dir, name, lines.toArray(String[]::new));
    FileQuality quality = QualityReading.of(DataFile.recognise(path), verdicts::add);
    assertThat(quality.balances()).isTrue();
    return quality;
  }

  private static String vendor(long stamp, String date) {
    return stamp + "," + date + ",ABC/USD,100,110,90,100,3,300";
  }

  private static void assertUnreadable(Path path, String... words) {
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .message()
        .contains(words);
  }
}
