package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WireSymbolsTest {

  /** In the order of evaluation: the newest is in the middle. */
  private enum Evaluated {
    FIRST,
    NEWEST,
    LAST
  }

  /** In the order in which they came. */
  private enum Appended {
    UNKNOWN,
    LAST,
    FIRST,
    NEWEST
  }

  private enum OfAnEarlierVersion {
    UNKNOWN,
    LAST,
    FIRST
  }

  @Test
  void aConstantIsTheSymbolOfItsNameWhateverBothOrders() {
    WireSymbols<Evaluated> symbols = WireSymbols.of(Evaluated.class, Appended.class);

    assertThat(symbols.of(Evaluated.LAST)).isEqualTo(1);
    assertThat(symbols.of(Evaluated.FIRST)).isEqualTo(2);
    assertThat(symbols.of(Evaluated.NEWEST)).isEqualTo(3);
  }

  @Test
  void aConstantThatTheWireDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> WireSymbols.of(Evaluated.class, OfAnEarlierVersion.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEWEST");
  }
}
