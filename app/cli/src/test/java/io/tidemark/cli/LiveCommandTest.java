package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code live} refuses. */
final class LiveCommandTest {

  @TempDir Path folder;

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNothingStarts() {
    StringWriter complained = new StringWriter();
    Path home = folder.resolve("home");
    int code =
        Tidemark.commandLine()
            .setErr(new PrintWriter(complained, true))
            .execute(
                "live",
                "BTC-USDT@nowhere",
                "--home",
                home.toString(),
                "--model",
                folder.resolve("nomodel").toString(),
                "--set",
                "collect.max-waiting=7",
                "--set",
                "drift.windo=5");
    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains(
            "nothing collects BTC-USDT@nowhere", "collect.max-waiting must be", "drift.windo");
    assertThat(home).doesNotExist();
  }
}
