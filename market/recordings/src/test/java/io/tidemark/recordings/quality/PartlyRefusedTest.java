package io.tidemark.recordings.quality;

import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message of which a part is refused says why, and is counted once. */
final class PartlyRefusedTest {

  private static final String MATCH =
      "1717200%03d.5: {\"type\":\"match\",\"trade_id\":%d,\"side\":\"sell\",\"size\":\"2\","
          + "\"price\":\"7.25\",\"product_id\":\"ABC-USD\",\"sequence\":%d,"
          + "\"time\":\"2024-06-01T00:%02d:00Z\"}";

  @TempDir Path dir;

  @Test
  void aMessageThatIsRefusedInPartHasItsReason() throws IOException {
    Path path = write(dir, "COINBASE.part.txt", match(1, 300), match(2, 301), match(3, 309));
    List<RowVerdict> verdicts = new ArrayList<>();
    FileQuality quality = QualityReading.of(DataFile.recognise(path), verdicts::add);

    assertThat(verdicts)
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.line()).isEqualTo(3);
              assertThat(verdict.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
              assertThat(verdict.words()).startsWith("line 3: refused in part, OUT_OF_SEQUENCE, ");
            });
    assertThat(quality.accepted()).isEqualTo(3);
    assertThat(quality.balances()).isTrue();
    assertThat(quality.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.verdict()).isEqualTo("in part");
              assertThat(finding.detail()).contains("ABC-USD@coinbase: 7 trades are missing");
            });
  }

  private static String match(int minute, int id) {
    return MATCH.formatted(60 * minute, id, 9 * id, minute);
  }
}
