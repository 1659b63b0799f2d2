package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.message.MessageCounts;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingReaderTest {

  private final PlainProtocol protocol = new PlainProtocol();

  @Test
  void linesOfSeveralFilesAreReadByOneProtocolInTheOrderOfTheirTimes(@TempDir Path dir)
      throws IOException {
    Path one = write(dir, "X.ws.1.txt", nanos(10, "beat a"), nanos(30, "beat c"));
    Path two = write(dir, "X.ws.2.txt.gz", nanos(20, "beat b"), nanos(30, "beat d"));
    rows(open(one, two));
    assertThat(protocol.read()).containsExactly("beat a", "beat b", "beat c", "beat d");
  }

  @Test
  void aLineThatGoesBackInTimeKeepsItsPlaceInItsFile(@TempDir Path dir) throws IOException {
    Path one = write(dir, "X.ws.1.txt", nanos(20, "beat a"), nanos(10, "beat b"));
    Path two = write(dir, "X.ws.2.txt", nanos(15, "beat c"), nanos(30, "beat d"));
    rows(open(one, two));
    assertThat(protocol.read()).containsExactly("beat c", "beat a", "beat b", "beat d");
  }

  @Test
  void bothFormsOfLinesAreReadAndEmptyOnesAreNone(@TempDir Path dir) throws IOException {
    Path file =
        write(
            dir,
            "X.ws.1.txt",
            "wss://x <-> " + seconds(0),
            "wss://x <- " + seconds(1) + ": beat sent",
            "",
            seconds(2) + ": beat received",
            "configuration: beat configured");
    RecordingReader reader = open(file);
    rows(reader);
    assertThat(protocol.read())
        .containsExactly("", "beat sent", "beat received", "beat configured");
    assertThat(reader.counts().messages()).isEqualTo(4);
    assertThat(reader.counts().balances()).isTrue();
  }

  @Test
  void anOffsetIsTheLineTimesTenThousandAndThePositionWithin(@TempDir Path dir) throws IOException {
    Path file =
        write(
            dir,
            "X.ws.1.txt",
            nanos(10, "beat"),
            nanos(20, "trade:BTC:5 trade:ETH:5 book:BTC"),
            nanos(30, "trade:BTC:5"));
    assertThat(rows(open(file)))
        .extracting(Row::origin)
        .containsExactly(
            new Origin("X.ws.1.txt", 0, 20_000),
            new Origin("X.ws.1.txt", 0, 20_001),
            new Origin("X.ws.1.txt", 0, 20_002),
            new Origin("X.ws.1.txt", 0, 30_000));
  }

  @Test
  void whatIsRefusedOfAMessageIsOneRowWithItsBytes(@TempDir Path dir) throws IOException {
    String line = nanos(20, "trade:BTC:5 bad caf\u00e9 trade:BTC:4");
    Path file = write(dir, "X.ws.1.txt", "no time at all", line, nanos(30, "worse"));
    RecordingReader reader = open(file);
    List<Row> rows = rows(reader);
    assertThat(rows).hasSize(5);
    assertThat(rows.get(0).line()).isEqualTo("no time at all");
    assertThat(detail(rows.get(0))).contains("is no line of a recording");
    assertThat(rows.get(3).line().getBytes(StandardCharsets.ISO_8859_1))
        .isEqualTo(line.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(rows.get(3).knownAt()).isEqualTo(micros(20));
    assertThat(rows.get(3).origin().offset()).isEqualTo(20_002);
    assertThat(detail(rows.get(3)))
        .isEqualTo("'bad' means nothing (the first of 2 refusals in it)");
    MessageCounts counts = reader.counts();
    assertThat(counts.withFacts()).isEqualTo(1);
    assertThat(counts.refusedInPart()).isEqualTo(1);
    assertThat(counts.refused()).isEqualTo(Map.of(RejectReason.UNDECODABLE, 2L));
    assertThat(counts.deadLetters()).isEqualTo(3);
    assertThat(counts.balances()).isTrue();
  }

  @Test
  void whatIsPassedIsCountedByItsReasonAndWhatIsLeftOutAsFacts(@TempDir Path dir)
      throws IOException {
    Path file =
        write(
            dir,
            "X.ws.1.txt",
            nanos(10, "beat"),
            nanos(20, "trade:ETH:1 beat"),
            nanos(30, "book:BTC book:ETH"),
            nanos(40, "beat"));
    Recording recording = recording(List.of(file));
    RecordingReader reader = recording.open("BTC-USD@plain"::equals);
    assertThat(rows(reader)).hasSize(1);
    assertThat(reader.counts())
        .isEqualTo(
            new MessageCounts(
                "PLAIN",
                4,
                2,
                Map.of(NoFact.HEARTBEAT, 2L),
                Map.of(),
                0,
                Map.of(EventKind.BOOK, 1L),
                2));
    assertThat(reader.counts().words().get(0))
        .isEqualTo(
            "PLAIN: 4 messages = 2 with facts + 2 passed (says that the connection lives 2)"
                + " + 0 refused   balanced");
  }

  @Test
  void aMessageThatSaysItIsAnHourLaterDoesNotMoveTheClock(@TempDir Path dir) throws IOException {
    Path file = write(dir, "X.ws.1.txt", nanos(10, "trade:BTC:-3600000"), nanos(20, "trade:BTC:1"));
    List<Row> rows = rows(open(file));
    assertThat(((Parsed.Rejected<Fact>) rows.get(0).fact()).reason())
        .isEqualTo(RejectReason.IN_FUTURE);
    assertThat(rows.get(0).knownAt()).isEqualTo(micros(10));
    assertThat(rows.get(1).fact()).isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void moreFactsThanOffsetsAreRefusedAndNotRepeatedOnes(@TempDir Path dir) throws IOException {
    Path file =
        write(dir, "X.ws.1.txt", nanos(10, "book:BTC ".repeat(10_001).strip()), nanos(20, "beat"));
    List<Row> rows = rows(open(file));
    assertThat(rows).hasSize(10_001);
    assertThat(rows.get(9_999).origin().offset()).isEqualTo(19_999);
    assertThat(detail(rows.get(10_000))).isEqualTo("the message holds more than 10000 facts");
  }

  @Test
  void jsonIsReadAsUtf8(@TempDir Path dir) throws IOException {
    byte[] utf8 = nanos(10, "beat \u00fcber").getBytes(StandardCharsets.UTF_8);
    Path file = write(dir, "X.ws.1.txt", new String(utf8, StandardCharsets.ISO_8859_1));
    rows(open(file));
    assertThat(protocol.read()).containsExactly("beat \u00fcber");
  }

  @Test
  void aSurveySaysWhichInstrumentsHaveAPriceAndSinceWhen(@TempDir Path dir) throws IOException {
    Path file = write(dir, "X.ws.1.txt", nanos(10, "book:ETH book:BTC"), nanos(20, "trade:BTC:5"));
    Map<String, Recording.Holding> survey = recording(List.of(file)).survey();
    assertThat(survey).containsOnlyKeys("BTC-USD@plain", "ETH-USD@plain");
    Recording.Holding btc = Objects.requireNonNull(survey.get("BTC-USD@plain"));
    assertThat(btc.kinds()).containsExactlyInAnyOrder(EventKind.TRADE, EventKind.BOOK);
    assertThat(btc.hasPrice()).isTrue();
    assertThat(btc.begin()).isEqualTo(micros(20) - 5_000);
    assertThat(Objects.requireNonNull(survey.get("ETH-USD@plain")).hasPrice()).isFalse();
  }

  private RecordingReader open(Path... files) {
    return recording(List.of(files)).open(instrument -> true);
  }

  private Recording recording(List<Path> paths) {
    List<DataFile> files =
        paths.stream()
            .map(
                path ->
                    new DataFile(
                        path,
                        DataKind.MESSAGES,
                        List.of(),
                        0,
                        List.of(),
                        Venue.BINANCE,
                        null,
                        List.of()))
            .toList();
    List<String> origins = files.stream().map(DataFile::name).toList();
    return new Recording("PLAIN", () -> protocol, files, origins);
  }

  private static List<Row> rows(RecordingReader reader) {
    List<Row> rows = new ArrayList<>();
    try (reader) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static String detail(Row row) {
    return ((Parsed.Rejected<Fact>) row.fact()).detail();
  }

  /** So many ms after the start. */
  private static String nanos(long millis, String text) {
    return (START + millis) * 1_000_000 + " " + text;
  }

  private static String seconds(long seconds) {
    return START / 1_000 + seconds + ".25";
  }

  private static long micros(long millis) {
    return (START + millis) * 1_000;
  }
}
