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

/** {@code ./tidemark decode}. */
class DecodeCommandTest {

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @TempDir Path dir;
  private Path messages;

  @BeforeEach
  void write() throws IOException {
    messages = dir.resolve("messages.jsonl");
    Files.writeString(
        messages,
        """
        {"result":null,"id":1}
        {"e":"trade","E":1600000000099,"s":"ETHBTC","t":7,"p":"2.5","q":"4","T":1600000000098,"m":true}
        """);
  }

  @Test
  void eachMessageIsAFactOrHasAReason() {
    assertThat(run("decode", "binance", messages.toString())).isZero();
    assertThat(said.toString())
        .isEqualToNormalizingNewlines(
            """
                 1  reason opens a connection, subscribes or acknowledges
                 2  trade  ETH-BTC@binance  2020-09-13T12:26:40.098Z  price 2.5  quantity 4  sell  id 7
            """);
  }

  @Test
  void jsonIsOneObjectAFact() {
    assertThat(run("decode", "binance", messages.toString(), "--json")).isZero();
    assertThat(said.toString())
        .contains("{\"line\":1,\"reason\":\"opens a connection, subscribes or acknowledges\"}")
        .contains("{\"line\":2,\"kind\":\"trade\",\"instrument\":\"ETH-BTC@binance\"");
  }

  @Test
  void aVenueThatIsNoneIsToldWhichThereAre() {
    assertThat(run("decode", "nobody", messages.toString())).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("There is no venue 'nobody'", "binance-futures", "kraken");
  }

  @Test
  void aListOfInstrumentsThatIsNoneIsRefused() throws IOException {
    Path list = Files.writeString(dir.resolve("list.json"), "<html>");
    assertThat(run("decode", "binance", messages.toString(), "--instruments", list.toString()))
        .isEqualTo(1);
    assertThat(complained.toString()).contains("--instruments: the message is no JSON");
  }

  private int run(String... args) {
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(args);
  }
}
