package io.tidemark.recordings;

import static io.tidemark.recordings.BinanceMessages.snapshot;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.trade;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.message.MessageCounts;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.table.DepthRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of order books, one level a row, and the messages that they were. */
final class DepthTableTest {

  private static final long T = START * 1_000;
  private static final String BTC = "BTC-USDT@binance";

  @TempDir Path dir;

  @Test
  void withItsSnapshotItIsABook() throws IOException {
    Path rest = write(dir, "BINANCE.http.0.txt", snapshot("BTCUSDT", 100, START + 1, 60_000));
    Path trades = write(dir, "binance_spot_BTCUSDT_trades.csv", TRADES, trade(1, 0));
    Path table =
        table(
            row(T + 5_000, T + 4_000, 99, 101, 0, "59999.5", "2"),
            row(T + 5_000, T + 4_000, 99, 101, 1, "60000.5", "3"),
            row(T + 6_000, T + 5_500, 102, 102, 1, "60000.5", "0"));
    List<Book> books = new ArrayList<>();
    try (Replay replay = open(trades, rest, table)) {
      replay.forEachRemaining(
          item -> {
            if (item instanceof ReplayItem.Event event && event.event().fact() instanceof Book b) {
              books.add(b);
            }
          });
      assertThat(replay.counts().balances()).isTrue();
      assertThat(replay.counts().refused()).isZero();
    }
    assertThat(books).hasSize(3).allMatch(book -> book.instrument().equals(BTC));
    assertThat(books.get(1).eventTime()).isEqualTo(T + 4_000);
    assertThat(books.get(1).availableAt()).isEqualTo(T + 5_000);
    assertThat(books.get(1).bidPrices()).startsWith(59_999.5);
    assertThat(books.get(1).askPrices()).startsWith(60_000.5);
    assertThat(books.get(2).askPrices()).startsWith(60_001);
  }

  @Test
  void withoutASnapshotTheChangesWaitAndNoBookIsMadeUp() throws IOException {
    Path trades = write(dir, "binance_spot_BTCUSDT_trades.csv", TRADES, trade(1, 0));
    Path table = table(row(T, T, 99, 101, 0, "59999.5", "2"), row(T + 1, T, 102, 102, 1, "6", "1"));
    try (Replay replay = open(trades, table)) {
      replay.forEachRemaining(item -> {});
      MessageCounts counts = replay.counts().messages().get(0);
      assertThat(counts.passed()).isEqualTo(Map.of(NoFact.AWAITING_SNAPSHOT, 2L));
      assertThat(counts.facts()).isEmpty();
    }
  }

  @Test
  void oneBadLevelRefusesTheMessageAndTheBookIsLost() throws IOException {
    Path rest = write(dir, "BINANCE.http.0.txt", snapshot("BTCUSDT", 98, START, 60_000));
    Path trades = write(dir, "binance_spot_BTCUSDT_trades.csv", TRADES, trade(1, 0));
    Path table =
        table(
            row(T + 5_000, T + 4_000, 99, 101, 0, "59999.5", "2"),
            row(T + 5_000, T + 4_000, 99, 101, 1, "-1", "3"),
            row(T + 6_000, T + 5_500, 102, 102, 1, "60000.5", "4"));
    try (Replay replay = open(trades, rest, table)) {
      replay.forEachRemaining(item -> {});
      MessageCounts counts = replay.counts().messages().get(0);
      assertThat(counts.refused())
          .isEqualTo(Map.of(RejectReason.INCONSISTENT, 1L, RejectReason.OUT_OF_SEQUENCE, 1L));
    }
  }

  @Test
  void everyRowHasItsVerdict() throws IOException {
    assertThat(
            verdicts(
                row(T, 0, 1, 3, 0, "-1", "2"),
                row(T, T, 1, 3, 1, "5", "2"),
                row(T + 1, T, 4, 5, 1, "5", "2"),
                row(T + 2, T + 1, 7, 7, 1, "5", "2"),
                row(T + 2, T, 7, 7, 0, "4", "2"),
                row(T + 3, T, 8, 8, 0, "4", "0"),
                row(T + 4, T, 8, 8, 0, "4", "1"),
                row(T + 5, T, 11, 11, 0, "4", "1"),
                row(T + 6, T, 12, 12, 2, "4", "1"),
                row(T + 7, T, 13, 13, 0, "4", "-1"),
                row(T + 8, T, 14, 14, 0, "NaN", "1"),
                row(T + 9, T, 15, Long.MAX_VALUE, 0, "4", "1"),
                row(T + 9, T, 15, 15, 0, "4", "1"),
                "1,2,3",
                row(T + 86_000_000_000L, T, 16, 16, 0, "4", "1")))
        .containsExactly(
            "line 2: refused OUT_OF_RANGE, EventTime is 0, no µs between 2000 and 2100; Price is"
                + " -1.0, it must be above 0",
            "line 3: refused INCONSISTENT, line 2 of the same message was refused, so it is not"
                + " whole",
            "line 4: accepted",
            "line 5: refused INCONSISTENT, EventTime is "
                + (T + 1)
                + ", another row of the message says otherwise; 1 update is missing before it",
            "line 6: refused INCONSISTENT, EventTime is "
                + T
                + ", another row of the message says otherwise; 1 update is missing before it",
            "line 7: accepted",
            "line 8: refused OUT_OF_SEQUENCE, update 8 stands after 8",
            "line 9: accepted, noted MISSING_IDS: 2 updates are missing",
            "line 10: refused UNDECODABLE, IsAsk is '2', it must be 0 or 1",
            "line 11: refused OUT_OF_RANGE, Quantity is -1.0, it must not be below 0",
            "line 12: refused NON_POSITIVE, Price is NaN, it must be above 0",
            "line 13: refused INCONSISTENT, updates 15 to 9223372036854775807 are no range",
            "line 14: accepted",
            "line 15: refused UNDECODABLE, the row has 3 cells, the header 10",
            "line 16: accepted, noted HOLE: 23.89 h after the one before");
  }

  @Test
  void oneWrongIdOrReceiptCostsItsOwnMessageOnly() throws IOException {
    String[] lines = new String[60];
    for (int i = 0; i < lines.length; i++) {
      long id = i == 20 ? 9_000_000 : 100 + i;
      long received = T + (i == 40 ? 7_200_000_000L : i * 100_000L);
      lines[i] = row(received, T + i, id, id, 0, "4", "1");
    }
    List<String> refused =
        verdicts(lines).stream().filter(words -> words.contains("refused")).toList();

    assertThat(refused).hasSize(2);
    assertThat(refused.get(0))
        .startsWith("line 22: refused INCONSISTENT, FirstUpdateId 9000000 is 8,999,881 ahead of");
    assertThat(refused.get(1))
        .startsWith("line 42: refused INCONSISTENT, TimestampOfReceive")
        .contains("7,196.100 s ahead of line 41 before it");
  }

  @Test
  void onlySpotChangesFollowEachOtherByTheseIds() throws IOException {
    Path path =
        write(dir, "binance_usdm_BTCUSDT_depth.csv", String.join(",", DepthRow.HEADER), "1,2");
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("call it binance_spot_*");
  }

  private static Replay open(Path... files) {
    return Replay.open(Arrays.stream(files).map(DataFile::recognise).toList(), List.of());
  }

  private List<String> verdicts(String... lines) throws IOException {
    List<String> words = new ArrayList<>();
    FileQuality quality =
        QualityReading.of(DataFile.recognise(table(lines)), row -> words.add(row.words()));
    assertThat(quality.balances()).isTrue();
    assertThat(quality.rows()).isEqualTo(lines.length);
    return words;
  }

  private Path table(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(String.join(",", DepthRow.HEADER)));
    all.addAll(Arrays.asList(lines));
    return write(dir, "binance_spot_BTCUSDT_depth.csv.gz", all.toArray(String[]::new));
  }

  private static String row(
      long received, long sent, long first, long last, int ask, String price, String size) {
    return "%d,btcusdt@depth@100ms,depthUpdate,%d,BTCUSDT,%d,%d,%d,%s,%s"
        .formatted(received, sent, first, last, ask, price, size);
  }
}
