package io.tidemark.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {

  @ParameterizedTest
  @CsvSource({
    "mark_price, 0, NON_POSITIVE",
    "mark_price, -3.5, NON_POSITIVE",
    "index_price, 0, NON_POSITIVE",
    "liquidated_long, -2, NON_POSITIVE",
    "liquidated_short, 0, NON_POSITIVE",
    "open_interest, -0.5, OUT_OF_RANGE",
    "open_interest, NaN, NOT_A_NUMBER",
    "fear_greed, 101, OUT_OF_RANGE"
  })
  void aValueThatItsNameDoesNotAllowIsRefused(String name, double value, RejectReason reason) {
    assertThat(Metric.of("AAA-USDT-PERP@binance", 5, 5, name, value))
        .isInstanceOfSatisfying(
            Parsed.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "mark_price, 1e-12",
    "index_price, 3",
    "liquidated_long, 0.001",
    "open_interest, 0",
    "net_flow, -7"
  })
  void whatItsNameAllowsIsAFact(String name, double value) {
    assertThat(Metric.of("AAA-USDT-PERP@binance", 5, 5, name, value))
        .isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void aRateOfNineTimesThePositionIsNoFunding() {
    assertThat(Funding.of("AAA-USDT-PERP@binance", 5, 5, 9)).isInstanceOf(Parsed.Rejected.class);
  }
}
