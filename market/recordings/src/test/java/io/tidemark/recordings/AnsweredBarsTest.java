package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bars as exchanges' REST interfaces answer them, and as objects: open 5, high 9, low 4, close 7.
 */
final class AnsweredBarsTest {

  private static final String BYBIT =
      "{\"retCode\":0,\"retMsg\":\"[OK]\",\"result\":{\"symbol\":\"BTCUSDT\",\"list\":[%s]},"
          + "\"retExtInfo\":{},\"time\":1}";
  private static final String OKX = "{\"code\":\"0\",\"msg\":\"\",\"data\":[%s]}";
  private static final String KRAKEN =
      "{\"error\":[],\"result\":{\"XXBTZUSD\":[%s],\"last\":1704067200}}";

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bybit/BTCUSDT-1h.json         | [\"%d\",\"5\",\"9\",\"4\",\"7\",\"3\",\"20\"]",
        "okx/BTC-USDT-1h.json          | [\"%d\",\"5\",\"9\",\"4\",\"7\",\"3\",\"20\",\"20\",\"1\"]",
        "okx/BTC-USDT-SWAP-1h.json     | [\"%d\",\"5\",\"9\",\"4\",\"7\",\"300\",\"3\",\"20\",\"1\"]",
        "kraken/XBTUSD-1h.json         | [%d,\"5\",\"9\",\"4\",\"7\",\"6.1\",\"3\",12]",
        "coinbase/BTC-USD-1h.json      | [%d,4,9,5,7,3]",
        "bitfinex/BTCUSD-1h.json       | [%d,5,7,9,4,3]",
        "binance/BTCUSDT-1h-ccxt.json  | [%d,5,9,4,7,3]",
        "x/binance/BTCUSDT.json | {\"openTime\":%d,\"open\":\"5\",\"high\":\"9\","
            + "\"low\":\"4\",\"close\":\"7\",\"volume\":\"3\"}",
        "x/coinbase/BTC-USD.json | {\"start\":%d,\"low\":4,\"high\":9,"
            + "\"open\":5,\"close\":7,\"volume\":3}",
      })
  void eachAnswerIsTheSameBars(String name, String row) throws IOException {
    for (String form : List.of("[%s]", "{\"data\":[%s]}", BYBIT, OKX, KRAKEN)) {
      Path path = write(dir, name, form.formatted(rows(i -> row.formatted(START + i * HOUR))));
      DataFile file = DataFile.recognise(path);

      assertThat(file.barLength()).isEqualTo(HOUR * 1_000);
      assertThat(facts(file))
          .hasSize(4)
          .first()
          .isEqualTo(
              new Candle(
                  file.instruments().get(0),
                  START * 1_000,
                  HOUR * 1_000,
                  (START + HOUR) * 1_000,
                  5,
                  9,
                  4,
                  7,
                  3));
      assertThat(refusals(file)).isEmpty();
    }
  }

  @Test
  void anAnswerWhoseNewestBarComesFirstAndIsNotOverLosesThatBar() throws IOException {
    String row = "[\"%d\",\"5\",\"9\",\"4\",\"7\",\"3\",\"20\",\"20\",\"%d\"]";
    Path path =
        write(
            dir,
            "okx/BTC-USDT-1h.json",
            OKX.formatted(rows(i -> row.formatted(START + (3 - i) * HOUR, i == 0 ? 0 : 1))));
    DataFile file = DataFile.recognise(path);

    assertThat(facts(file)).hasSize(3).first().extracting("start").isEqualTo(START * 1_000);
    assertThat(file.remarks()).singleElement().asString().startsWith("its newest row comes first");
    assertThat(refusals(file).values())
        .containsExactly(
            "IN_FUTURE: confirm is 0: the bar was not over when the exchange answered");
  }

  @Test
  void aBarThatFitsNoOrderIsRefusedInTheOrderOfTheOthers() throws IOException {
    Path path =
        write(
            dir,
            "coinbase/BTC-USD-1h.json",
            "[" + rows(i -> "[%d,4,%d,5,7,3]".formatted(START + i * HOUR, i == 2 ? 1 : 9)) + "]");

    assertThat(facts(DataFile.recognise(path))).hasSize(3);
    assertThat(DataFile.recognise(path).remarks())
        .singleElement()
        .asString()
        .contains("as Coinbase answers");
  }

  @Test
  void messagesThatHoldBarsAreNoAnswer() throws IOException {
    String message =
        "{\"arg\":{},\"data\":[[\"%d\",\"5\",\"9\",\"4\",\"7\",\"3\",\"2\",\"2\",\"1\"]]}";
    Path plain =
        write(dir, "BTC-USDT-1h.json", message.formatted(START), message.formatted(START + HOUR));
    Path received =
        write(
            dir,
            "OKX.json",
            "{\"message\":"
                + message.formatted(START)
                + ",\"received_at\":\"2024-01-01T00:00:01Z\"}");

    assertThatThrownBy(() -> DataFile.recognise(plain))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("each message must say when it was received");
    assertThat(DataFile.recognise(received).kind()).isEqualTo(DataKind.MESSAGES);
  }

  private static String rows(LongFunction<String> row) {
    return LongStream.range(0, 4).mapToObj(row).collect(Collectors.joining(", "));
  }
}
