package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings whose recorder was killed, or whose disk was full. */
final class CutRecordingTest {

  private static final String FIRST = "1700000000.000001: {\"e\":\"none\"}\n";

  @TempDir Path folder;

  private Path recording(byte[] bytes, int length) throws IOException {
    Path path = folder.resolve("BINANCE.binance.2031-03-05T12.txt.gz");
    return Files.write(path, Arrays.copyOf(bytes, length));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static FileQuality quality(Path path, List<String> details) {
    DataFile file = DataFile.recogniseAll(List.of(path), null).get(0);
    return QualityReading.of(file, verdict -> details.add(verdict.detail()));
  }

  @Test
  void wholeMembersAreReadWhereverTheLastOneIsCut() throws IOException {
    byte[] whole = gzip(FIRST + FIRST);
    byte[] both = joined(whole, gzip(FIRST.repeat(5)));
    for (int length = whole.length + 1; length < both.length; length++) {
      List<String> details = new ArrayList<>();
      FileQuality quality = quality(recording(both, length), details);
      assertThat(quality.balances()).as("%d bytes", length).isTrue();
      assertThat(details).as("%d bytes", length).hasSizeGreaterThan(2);
      assertThat(details.get(details.size() - 1))
          .as("%d bytes", length)
          .startsWith("the gzip file is cut after line " + (details.size() - 1));
    }
  }

  @Test
  void aFileWithoutAWholeLineIsPassedOverWithARemark() throws IOException {
    byte[] member = gzip(FIRST);
    for (int length : List.of(0, 2, 9, 10, 14)) {
      FileQuality quality = quality(recording(member, length), new ArrayList<>());
      assertThat(quality.balances()).isTrue();
      assertThat(String.join("\n", quality.words()))
          .as("%d bytes", length)
          .contains("there is no whole line in it: it is passed over");
    }
  }

  @Test
  void aReplayGoesOnWithTheOtherFilesAndSaysWhichHoldNothing() throws IOException {
    DataFile empty = DataFile.recognise(recording(new byte[0], 0));
    Path bars = folder.resolve("BTCUSDT.csv");
    Files.writeString(
        bars,
        """
        open_time_ms,open,high,low,close,volume
        1704067200000,1,1,1,1,1
        1704067260000,1,1,1,1,1
        """);
    try (Replay replay = Replay.open(List.of(empty, DataFile.recognise(bars)), List.of())) {
      assertThat(replay.ignored())
          .contains(
              "BINANCE.binance.2031-03-05T12.txt.gz: there is no whole line in it: it is passed"
                  + " over");
    }
  }

  /** Whoever sold a table has all of it; half of one would be taken for a short one. */
  @Test
  void aTableMustStillBeWhole() throws IOException {
    byte[] table =
        gzip("open_time_ms,open,high,low,close,volume\n" + "1704067200000,1,1,1,1,1\n".repeat(9));
    Path path = folder.resolve("BTCUSDT.csv.gz");
    Files.write(path, Arrays.copyOf(table, table.length - 8));
    assertThatThrownBy(() -> quality(path, new ArrayList<>()))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("fetch it again");
    Files.write(path, new byte[0]);
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("is empty");
  }
}
