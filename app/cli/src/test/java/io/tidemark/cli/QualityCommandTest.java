package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCommandTest {

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @TempDir Path dir;
  private Path bars;

  @BeforeEach
  void write() throws IOException {
    bars = dir.resolve("BTCUSDT.csv");
    Files.writeString(
        bars,
        """
        open_time_ms,open,high,low,close,volume
        1704067200000,1,1,1,1,1
        1704067200000,1,1,1,1,1
        1704067260000,1,1,1,1,0
        1704067320000,1,1,1,1,1
        """);
  }

  @Test
  void itCountsTheRowsOfAFileByWhatBecameOfThem() {
    assertThat(run("quality", bars.toString())).isZero();
    assertThat(said.toString())
        .contains("BTCUSDT.csv: candles of BTC-USDT@unknown")
        .contains("4 rows = 3 accepted + 0 repaired + 1 refused   balanced")
        .contains("refused  DUPLICATE               1   line 3: a bar that starts at 1704067200000")
        .contains("noted    NO_VOLUME               1   line 4: nothing was traded")
        .doesNotContain("line 3: refused");
  }

  @Test
  void itShowsEachRowThatIsNotAcceptedAsItStands() {
    assertThat(run("quality", "--rows", "--instrument", "ETH-USDT@kraken", bars.toString()))
        .isZero();
    assertThat(said.toString())
        .contains("line 3: refused DUPLICATE, a bar that starts at 1704067200000")
        .contains("candles of ETH-USDT@kraken")
        .doesNotContain("line 4: accepted");
  }

  @Test
  void aFileThatIsNoneSaysSo() {
    assertThat(run("quality", dir.resolve("none.csv").toString())).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("There is no file");
  }

  private int run(String... args) {
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(args);
  }
}
