package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.signal.RiskClass;
import org.junit.jupiter.api.Test;

class RiskClassTest {

  @Test
  void theClassRisesAtHalfAndAtThreeQuartersOfTheLimit() {
    assertThat(RiskClass.of(Math.nextDown(1.0), 2)).isEqualTo(RiskClass.LOW);
    assertThat(RiskClass.of(1, 2)).isEqualTo(RiskClass.MEDIUM);
    assertThat(RiskClass.of(Math.nextDown(1.5), 2)).isEqualTo(RiskClass.MEDIUM);
    assertThat(RiskClass.of(1.5, 2)).isEqualTo(RiskClass.HIGH);
  }

  @Test
  void whatIsNotKnownIsHigh() {
    assertThat(RiskClass.of(Double.NaN, 2)).isEqualTo(RiskClass.HIGH);
  }
}
