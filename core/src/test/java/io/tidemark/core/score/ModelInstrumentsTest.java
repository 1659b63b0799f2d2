package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelInstrumentsTest {

  @ParameterizedTest
  @CsvSource({
    "BTC-USDT@binance, BTC-USDT@binance, true",
    "BTC-USDT@binance, BTC-USDT@okx, false",
    "BTC-USDT@binance, BTC-USDT@binance2, false",
    "BTC-USDT@*, BTC-USDT@okx, true",
    "BTC-USDT@*, BTC-USDT-PERP@okx, false",
    "BTC-*@*, BTC-USDT-PERP@okx, true",
    "BTC-*@*, WBTC-USDT@okx, false",
    "*-PERP@okx, ETH-PERP-PERP@okx, true",
    "*-PERP@okx, ETH-USDT@okx, false",
    "*@*, ETH-USDT@okx, true",
  })
  void aStarStandsForAnyCharactersAndNothingElseDoes(
      String pattern, String instrument, boolean served) {
    ModelInstruments others = new ModelInstruments(List.of("X-Y@z", pattern), Map.of());
    assertThat(others.serves(instrument)).isEqualTo(served);
  }

  @Test
  void theBasesOfInstrumentsAreServedOnEveryVenueAndNoOthers() {
    List<String> trained = List.of("BTC-USDT@binance", "BTC-USD@kraken", "ETH-USDT-PERP@okx");
    assertThat(ModelInstruments.ofBases(trained)).containsExactly("BTC-*@*", "ETH-*@*");
    assertThat(ModelInstruments.ofBases(List.of())).isEmpty();
  }

  @Test
  void whoSaysNothingServesAll() {
    assertThat(ModelInstruments.UNSTATED.serves("BTC-USDT@binance")).isTrue();
  }

  @Test
  void whatIsNoPatternOfInstrumentsIsNamed() {
    assertThat(ModelInstruments.violations(List.of("BTC-USDT@*", "BTC", "", "A-B@c@d", "btc-*@*")))
        .containsExactly(
            "an instrument such as BTC-USDT@binance, BTC-USDT@* or BTC-*@*, was BTC",
            "an instrument such as BTC-USDT@binance, BTC-USDT@* or BTC-*@*, was nothing",
            "an instrument such as BTC-USDT@binance, BTC-USDT@* or BTC-*@*, was A-B@c@d",
            "an instrument such as BTC-USDT@binance, BTC-USDT@* or BTC-*@*, was btc-*@*");
    assertThat(ModelInstruments.violations(Collections.nCopies(1_001, "A-B@c")))
        .containsExactly("at most 1000 instruments, was 1001");
  }
}
