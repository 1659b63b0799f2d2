package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ids are for ever: consumers de-duplicate by them. */
class StableIdTest {

  @Test
  void aSignalKeepsTheIdThatAnyShaToolGives() {
    assertThat(StableId.ofSignal("BTC-USDT@binance", 1, 2, "m", "7"))
        .isEqualTo("77b160af5ae273860632ef5710f3c35f");
  }

  @Test
  void whatStandsInAnotherFieldIsAnotherSignal() {
    assertThat(StableId.ofSignal("BTC-USDT@binance", 12, 3, "m", "7"))
        .isNotEqualTo(StableId.ofSignal("BTC-USDT@binance", 1, 23, "m", "7"));
  }
}
