package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdPrefixesTest {

  @Test
  void theBeginningOfAnIdIsEnoughWhereOnlyOneBeginsSo() {
    assertThat(of("aa1", "bb22").each()).isEqualTo(Map.of("aa11", 1, "bb22", 3));
  }

  @Test
  void theSameRecordWrittenTwiceIsOneAndTheLastCounts() {
    IdPrefixes<Integer> asked = of("bb");
    asked.take("bb22", 7);
    assertThat(asked.each()).isEqualTo(Map.of("bb22", 7));
  }

  @Test
  void allThatAreNotThereOrNotEnoughAreNamedAtOnce() {
    assertThatThrownBy(() -> of("aa", "x", "bb", "aa111", "").each())
        .isInstanceOf(CommandFailedException.class)
        .hasMessage(
            "no such signal: x, aa111; more than one signal's id begins so: aa, ; give more of it");
  }

  private static IdPrefixes<Integer> of(String... prefixes) {
    IdPrefixes<Integer> asked = new IdPrefixes<>("signal", new LinkedHashSet<>(List.of(prefixes)));
    asked.take("aa11", 1);
    asked.take("aa22", 2);
    asked.take("bb22", 3);
    return asked;
  }
}
