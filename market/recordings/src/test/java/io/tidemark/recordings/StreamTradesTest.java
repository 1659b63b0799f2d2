package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.rows;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.table.Repair;
import io.tidemark.recordings.table.Row;
import io.tidemark.recordings.table.StreamTradeParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trade stream as its recorder left it. */
final class StreamTradesTest {

  private static final long T = START * 1_000;
  private static final String HEADER = String.join(",", StreamTradeParser.HEADER);

  @TempDir Path dir;

  @Test
  void timesAreMicrosecondsAndTheMakerTellsTheTaker() throws IOException {
    List<Row> rows =
        read(row(T + 700, T + 600, T + 500, 7, "0.2313", "83.9", 0), row(T, T, T, 8, "1", "1", 1));
    Trade bought = trade(rows.get(0));
    assertThat(bought)
        .isEqualTo(new Trade("TRX-USDT@binance", T + 500, T + 700, "7", 0.2313, 83.9, Side.BUY));
    assertThat(trade(rows.get(1)).takerSide()).isEqualTo(Side.SELL);
    assertThat(rows).allMatch(row -> row.repairs().isEmpty());
  }

  @Test
  void aClockThatRunsBehindTheExchangeMakesNothingKnownBeforeItWasSent() throws IOException {
    Trade trade = trade(read(row(T - 1_270_000, T + 600, T + 500, 7, "1", "1", 0)).get(0));
    assertThat(trade.eventTime()).isEqualTo(T + 500);
    assertThat(trade.availableAt()).isEqualTo(T + 600);
  }

  @Test
  void tradesOfOneMillisecondKeepTheOrderOfTheirIds() throws IOException {
    List<Row> rows =
        read(
            row(T + 900, T + 600, T, 7, "1", "1", 0),
            row(T + 901, T + 600, T, 8, "2", "1", 0),
            row(T + 902, T + 600, T, 9, "1", "1", 0));
    assertThat(rows).extracting(row -> trade(row).tradeId()).containsExactly("7", "8", "9");
    assertThat(rows).extracting(row -> trade(row).eventTime()).containsOnly(T);
  }

  @Test
  void aRepeatedIdIsARepetitionOnlyIfItIsTheSameTrade() throws IOException {
    assertThat(
            verdicts(
                row(T, T, T, 7, "1", "1", 0),
                row(T + 9, T, T, 7, "1", "1", 0),
                row(T + 9, T, T, 7, "1", "2", 0),
                row(T + 9, T, T, 6, "1", "1", 0),
                row(T + 9, T, T, 9, "1", "1", 0)))
        .containsExactly(
            "line 2: accepted",
            "line 3: refused DUPLICATE, trade 7 was there before, on line 2",
            "line 4: refused INCONSISTENT, trade 7 is there with other values on line 2, and the"
                + " first row counts",
            "line 5: refused INCONSISTENT, TradeId 6 is 1 behind line 4 before it and 3 behind line"
                + " 6 after it, as 1 of the 1 row that follows says",
            "line 6: accepted, noted MISSING_IDS: trade 9 comes after 7");
  }

  @Test
  void aReceiptADayLateIsRepairedFromTheRowBeforeAndMovesNoClock() throws IOException {
    List<Row> rows =
        read(
            row(T + 900, T + 600, T, 7, "1", "1", 0),
            row(T + 86_000_000_000L, T + 700, T, 8, "1", "1", 0),
            row(T + 950, T + 800, T, 9, "1", "1", 0));
    assertThat(rows.get(1).repairs()).containsExactly(Repair.RECEIPT);
    assertThat(rows).extracting(Row::knownAt).containsExactly(T + 900, T + 900, T + 950);
  }

  @Test
  void whatIsNoTradeOfTheFileIsRefused() throws IOException {
    assertThat(
            verdicts(
                row(T, T, T, 7, "1", "1", 0),
                row(T, T / 1_000, T, 8, "1", "1", 0),
                row(T, T, T, 8, "0", "1", 0),
                row(T, T, T, 8, "NaN", "1", 0),
                row(T, T, T, 8, "1", "x", 0),
                row(T, T, T, 8, "1", "1", 0).replace("TRXUSDT", "BTCUSDT"),
                "1,2,3",
                row(T, T, T, 8, "0.00005", "1", 0)))
        .extracting(words -> words.replaceAll("^line [0-9]+: (refused )?|,.*$", ""))
        .containsExactly(
            "accepted",
            "OUT_OF_RANGE",
            "NON_POSITIVE",
            "NOT_A_NUMBER",
            "UNDECODABLE",
            "UNKNOWN_INSTRUMENT",
            "UNDECODABLE",
            "accepted");
  }

  private List<Row> read(String... lines) throws IOException {
    return rows(DataFile.recognise(file(lines)));
  }

  private List<String> verdicts(String... lines) throws IOException {
    List<String> words = new ArrayList<>();
    FileQuality quality =
        QualityReading.of(DataFile.recognise(file(lines)), row -> words.add(row.words()));
    assertThat(quality.balances()).isTrue();
    assertThat(quality.rows()).isEqualTo(lines.length);
    return words;
  }

  private Path file(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(HEADER));
    all.addAll(Arrays.asList(lines));
    return write(dir, "binance_spot_TRXUSDT_trades.csv.gz", all.toArray(String[]::new));
  }

  private static String row(
      long received, long sent, long traded, long id, String price, String size, int buyerMade) {
    return "%d,trxusdt@trade,trade,%d,%d,TRXUSDT,%d,%s,%s,%d,True"
        .formatted(received, sent, traded, id, price, size, buyerMade);
  }

  private static Trade trade(Row row) {
    return (Trade) ((Parsed.Valid<Fact>) row.fact()).value();
  }
}
