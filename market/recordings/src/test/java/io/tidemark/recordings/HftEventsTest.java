package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of events as hftbacktest keeps them. */
final class HftEventsTest {

  private static final long EXCHANGE = 1L << 31;
  private static final long LOCAL = 1L << 30;
  private static final long BUY = 1L << 29;
  private static final long SELL = 1L << 28;
  private static final long BOTH = EXCHANGE | LOCAL;
  private static final long CHANGE = 1;
  private static final long TRADE = 2;
  private static final long CLEAR = 3;
  private static final long SNAPSHOT = 4;

  private static final String FIELDS =
      "[('ev', '<u8'), ('exch_ts', '<i8'), ('local_ts', '<i8'), ('px', '<f8'), ('qty', '<f8'),"
          + " ('order_id', '<u8'), ('ival', '<i8'), ('fval', '<f8')]";

  @TempDir private Path dir;

  private record Event(long ev, long millis, double price, double quantity) {}

  private static final List<Event> EVENTS =
      List.of(
          new Event(CLEAR | BOTH | BUY, 0, 41.5, 0),
          new Event(SNAPSHOT | BOTH | BUY, 0, 41.5, 3),
          new Event(SNAPSHOT | BOTH | SELL, 0, 42.25, 4),
          new Event(TRADE | BOTH | BUY, 100, 42.25, 0.5),
          new Event(CHANGE | BOTH | SELL, 200, 42.25, 3.5),
          new Event(CHANGE | BOTH | BUY, 200, 41.75, 0.001),
          new Event(TRADE | EXCHANGE | SELL, 250, 41.5, 2),
          new Event(CHANGE | BOTH | BUY, 300, 41.75, 0),
          new Event(TRADE | LOCAL | SELL, 400, 41.5, 2));

  @Test
  void tradesAndBooksOfOneFileAreReadAsTwoTables() throws IOException {
    Path path = npz("binance_usdm_ABCUSDT.npz", FIELDS, EVENTS);
    List<DataFile> files = DataFile.recogniseAll(List.of(path), null);

    assertThat(files).extracting(DataFile::kind).containsExactly(DataKind.TRADES, DataKind.BOOKS);
    long at = START * 1_000;
    assertThat(facts(files.get(0)))
        .containsExactly(
            new Trade(
                "ABC-USDT-PERP@binance", at + 100_000, at + 105_000, "", 42.25, 0.5, Side.BUY),
            new Trade("ABC-USDT-PERP@binance", at + 400_000, at + 405_000, "", 41.5, 2, Side.SELL));
    assertThat(files.get(0).remarks())
        .contains("its quantities are taken for the base currency")
        .anyMatch(remark -> remark.startsWith("2 of its events are passed over"));
    List<Book> books = facts(files.get(1)).stream().map(Book.class::cast).toList();
    assertThat(books).hasSize(3);
    assertThat(books.get(0).bidPrices()[0]).isEqualTo(41.5);
    assertThat(books.get(1).bidPrices()[0]).isEqualTo(41.75);
    assertThat(books.get(1).askSizes()[0]).isEqualTo(3.5);
    assertThat(books.get(2).bidPrices()[0]).isEqualTo(41.5);
    assertThat(books.get(2).availableAt()).isEqualTo(at + 305_000);
    try (Replay replay = Replay.open(files, List.of())) {
      replay.forEachRemaining(item -> {});
      assertThat(replay.counts().facts()).isEqualTo(5);
    }
  }

  @Test
  void aBookWithoutASnapshotWaitsForOne() throws IOException {
    Path path = npz("binance_usdm_ABCUSDT.npz", FIELDS, EVENTS.subList(4, 6));
    DataFile file = DataFile.recognise(path);
    FileQuality quality = QualityReading.of(file, verdict -> {});

    assertThat(file.kind()).isEqualTo(DataKind.BOOKS);
    assertThat(quality.refused()).isEqualTo(1);
    assertThat(refusals(file).values())
        .containsExactly("OUT_OF_SEQUENCE: a change of a book of which there is no snapshot yet");
    assertThat(DataFile.recogniseAll(List.of(path), "XYZ-USDT@kraken").get(0).instruments())
        .containsExactly("XYZ-USDT@kraken");
  }

  @Test
  void whatIsNoArrayOfEventsSaysSo() throws IOException {
    Path path = npz("binance_usdm_ABCUSDT.npz", FIELDS, EVENTS);
    byte[] bytes = array(FIELDS, EVENTS);
    Path alone = Files.write(dir.resolve("binance_usdm_ABCUSDT.npy"), bytes);
    assertThat(facts(DataFile.recognise(alone))).isEqualTo(facts(DataFile.recognise(path)));
    Files.write(alone, Arrays.copyOf(bytes, bytes.length - 10));
    unreadable(alone, "breaks off after 8 events");

    unreadable(npz("x.npz", "'<f8'", EVENTS), "holds NumPy arrays that are not read");
    unreadable(
        npz("y.npz", FIELDS.replace("exch_ts", "time"), EVENTS), "which are no events of hftb");
    unreadable(
        npz("binance_usdm_ABCUSDT.npz", FIELDS, List.of(new Event(10 | BOTH | BUY, 0, 1, 1))),
        "holds no trades and no changes of a book by price");
    unreadable(
        npz("binance_usdm_ABCUSDT.npz", FIELDS.replace("'ev', '<u8'", "'ev', '<f8'"), EVENTS),
        "holds no trades and no changes of a book by price");
    unreadable(npz("z.npz", FIELDS, EVENTS), "name the instrument with --instrument");
  }

  private static void unreadable(Path path, String words) {
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(words);
  }

  private Path npz(String name, String fields, List<Event> events) throws IOException {
    Path path = dir.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      out.putNextEntry(new ZipEntry("data.npy"));
      out.write(array(fields, events));
    }
    return path;
  }

  /** The receiver hears of each event 5 ms later. */
  private static byte[] array(String fields, List<Event> events) throws IOException {
    String header =
        "{'descr': %s, 'fortran_order': False, 'shape': (%d,), }".formatted(fields, events.size());
    String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(new byte[] {(byte) padded.length(), (byte) (padded.length() >> 8)});
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
    for (Event event : events) {
      ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
      long nanos = (START + event.millis()) * 1_000_000;
      bytes.putLong(event.ev()).putLong(nanos).putLong(nanos + 5_000_000);
      bytes.putDouble(event.price()).putDouble(event.quantity());
      out.write(bytes.array());
    }
    return out.toByteArray();
  }
}
