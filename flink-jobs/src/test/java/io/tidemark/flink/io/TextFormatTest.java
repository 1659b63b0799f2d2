package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.PublishedText;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.TextItem;
import org.junit.jupiter.api.Test;

/** Texts on {@code sentiment.texts.v1}. */
class TextFormatTest {

  private static final TextItem ITEM =
      new TextItem("tag:a,1", "Coin X is listed", "At noon.", "https://a.example/1", "en");

  private final TextFormat format = new TextFormat();

  @Test
  void aTextIsReadAsItWasWritten() {
    Parsed<PublishedText> text = PublishedText.of("*", 5_000_001, 7_000_002, "a", "news", ITEM);
    PublishedText valid = ((Parsed.Valid<PublishedText>) text).value();
    assertThat(format.decode(format.encode(valid), 9)).isEqualTo(text);
  }

  @Test
  void bytesThatAreNoTextHaveAReason() {
    assertThat(format.decode(new byte[] {1, 2, 3}, 9)).isInstanceOf(Parsed.Rejected.class);
    assertThat(format.decode(null, 9)).isInstanceOf(Parsed.Rejected.class);
  }

  @Test
  void aTextWithoutWordsIsNone() {
    assertThat(PublishedText.of("*", 1, 1, "a", "news", new TextItem("1", " ", "", "", "")))
        .isInstanceOfSatisfying(
            Parsed.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.EMPTY));
  }
}
