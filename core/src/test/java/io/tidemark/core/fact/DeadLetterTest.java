package io.tidemark.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private static final Origin ORIGIN = new Origin("exchange.trades.v1", 3, 42);

  @Test
  void aShortPayloadIsKeptWhole() {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);

    DeadLetter letter = DeadLetter.of(RejectReason.UNDECODABLE, "why", ORIGIN, 7, abc);

    assertThat(letter.payload()).isEqualTo(abc);
    assertThat(letter.payloadLength()).isEqualTo(3);
    // FIPS 180-2, appendix B.1
    assertThat(letter.payloadSha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aLongPayloadIsCutButItsLengthAndHashAreThoseOfTheWhole() {
    // FIPS 180-2, appendix B.3: a million times "a"
    byte[] million = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);

    DeadLetter letter = DeadLetter.of(RejectReason.UNDECODABLE, "why", ORIGIN, 7, million);

    assertThat(letter.payload()).hasSize(512 * 1024);
    assertThat(letter.payloadLength()).isEqualTo(1_000_000);
    assertThat(letter.payloadSha256())
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  @Test
  void aRecordWithoutAValueHasAnEmptyPayload() {
    DeadLetter letter = DeadLetter.of(RejectReason.EMPTY, "why", ORIGIN, 7, null);

    assertThat(letter.payload()).isEmpty();
    assertThat(letter.payloadLength()).isZero();
  }

  @Test
  void aLongDetailIsCutSoThatTheLetterFitsIntoAKafkaRecord() {
    DeadLetter letter =
        DeadLetter.of(RejectReason.UNDECODABLE, "x".repeat(2_000_000), ORIGIN, 7, null);

    assertThat(letter.detail()).hasSize(1_000).endsWith("x…");
  }
}
