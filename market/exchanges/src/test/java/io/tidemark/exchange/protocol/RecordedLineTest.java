package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of recordings. */
final class RecordedLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1723161256172216566 {\"a\": 1} | RECEIVED | '' | 1723161256172216 | {\"a\": 1}",
        "1723161256172216 {\"a\": 1} | RECEIVED | '' | 1723161256172216 | {\"a\": 1}",
        "1723161256172 [1] | RECEIVED | '' | 1723161256172000 | [1]",
        "2024-08-08T23:54:16.1722165Z {\"a\": 1} | RECEIVED | '' | 1723161256172216 | {\"a\": 1}",
        "{\"seq\":{},\"received_at\":\"2024-08-08T23:54:16.172Z\",\"message\":{\"a\": 1.50 }}"
            + " | RECEIVED | '' | 1723161256172000 | {\"a\": 1.50 }",
        "{\"message\":\"pong\",\"received_at\":\"2024-08-08T23:54:16.172Z\"}"
            + " | RECEIVED | '' | 1723161256172000 | pong",
        "1633998512.0633569: {\"a\":1} | RECEIVED | '' | 1633998512063356 | {\"a\":1}",
        "1633998512.5: [] | RECEIVED | '' | 1633998512500000 | []",
        "1633998512: [] | RECEIVED | '' | 1633998512000000 | []",
        "wss://h/s?x=a <-> 1633998511.159679 | CONNECTED | wss://h/s?x=a | 1633998511159679 | ''",
        "wss://h <- 1633998511.1: {\"b\":2} | SENT | wss://h | 1633998511100000 | {\"b\":2}",
        "https://h/d?s=X -> 1633998512.3: {} | ANSWER | https://h/d?s=X | 1633998512300000 | {}",
        "configuration: {\"c\":3} | CONFIGURATION | '' | 42 | {\"c\":3}",
        "configuration 1633998512.3: {} | CONFIGURATION | '' | 1633998512300000 | {}",
      })
  void aLineIsAMessage(String line, Message.Kind kind, String url, long at, String text) {
    assertThat(RecordedLine.parse(line, 42))
        .isEqualTo(Parsed.valid(new Message(kind, url, at, text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}",
        "{\"received_at\":\"2024-08-08T23:54:16Z\"}",
        "172316125617221656 {}",
        "wss://h <-> soon",
        "163399851.5: []"
      })
  void aLineWithoutATimeIsUndecodable(String line) {
    Parsed.Rejected<Message> rejected = rejected(line);
    assertThat(rejected.reason()).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(rejected.detail()).contains(line, "it does not say when it was received");
  }

  @Test
  void aLongLineIsShownByItsBeginning() {
    assertThat(rejected("x".repeat(1_000)).detail())
        .contains("'" + "x".repeat(60) + "...'")
        .hasSizeLessThan(150);
  }

  @Test
  void anEmptyLineIsEmpty() {
    assertThat(rejected("").reason()).isEqualTo(RejectReason.EMPTY);
  }

  @Test
  void noNanosecondsAreTooMany() {
    assertThat(RecordedLine.parse("9999999999999999999 {}", 0))
        .isEqualTo(
            Parsed.valid(new Message(Message.Kind.RECEIVED, "", 9_999_999_999_999_999L, "{}")));
  }

  private static Parsed.Rejected<Message> rejected(String line) {
    Parsed<Message> parsed = RecordedLine.parse(line, 0);
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    return (Parsed.Rejected<Message>) parsed;
  }
}
