package io.tidemark.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.CommandFailedException;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestsTest {

  private static final long DAY = 86_400_000_000L;

  @Test
  void theBeginningOfAnIdIsEnoughWhereOnlyOneBeginsSo() {
    assertThat(found("a1", "a1b2", "b7")).isEqualTo("a1b2");
    assertThat(found("b", "a1b2", "b7")).isEqualTo("b7");
  }

  @Test
  void aRequestThatWasWrittenTwiceIsOneRequest() {
    assertThat(found("a", "a1", "a1", "b7")).isEqualTo("a1");
  }

  @Test
  void aWholeIdIsMeantEvenWhereOthersBeginWithIt() {
    String[] many = new String[20];
    Arrays.setAll(many, i -> "ab" + i);
    many[19] = "ab";
    assertThat(found("ab", many)).isEqualTo("ab");
  }

  @Test
  void aBeginningOfSeveralNamesThem() {
    assertThatThrownBy(() -> found("a", "a1", "a2", "b7"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("'a' begins more than one request")
        .hasMessageContaining("a1  1970-01-02 00:00:00  tiny/1 for BTC-USDT@test")
        .hasMessageContaining("a2")
        .hasMessageNotContaining("b7");
  }

  @Test
  void anUnknownOneNamesTheNewestThatThereAre() {
    assertThatThrownBy(() -> found("x", "r1", "r2", "r3", "r4", "r5", "r6"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("there is no request 'x'; the newest are")
        .hasMessageContaining("r6")
        .hasMessageNotContaining("r1 ");
    assertThatThrownBy(() -> found("x")).hasMessageContaining("no drift gate has paused");
  }

  @Test
  void theWordsSayWhatWasPausedWhyAndSinceWhen() {
    assertThat(RequestWords.of(request("r1")))
        .contains(
            "Request r1",
            "tiny/1 was paused for BTC-USDT@test on 1970-01-02 00:00:00",
            "it strayed",
            "log_return, rsi(14); the farthest since about 1970-01-01 12:00:00",
            "up to 1970-01-02 00:00:00 (offset 17 of the log)");
  }

  @Test
  void newerDataMayBeAskedForAndOlderMayNot() {
    RetrainRequest request = request("r1");
    assertThat(RequestWords.until(request, null)).isEqualTo(DAY);
    assertThat(RequestWords.until(request, Instant.ofEpochSecond(2 * 86_400))).isEqualTo(2 * DAY);
    assertThatThrownBy(() -> RequestWords.until(request, Instant.EPOCH))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("the pause had seen data up to 1970-01-02 00:00:00");
  }

  private static String found(String wanted, String... ids) {
    Requests.Source source = out -> Arrays.stream(ids).map(RequestsTest::request).forEach(out);
    return Requests.find(source, wanted).id();
  }

  static RetrainRequest request(String id) {
    return new RetrainRequest(
        id,
        new EventRef("BTC-USDT@test", DAY, 17),
        new ModelVersion("tiny", "1"),
        List.of("log_return", "rsi(14)"),
        DAY / 2,
        DAY,
        "it strayed");
  }
}
