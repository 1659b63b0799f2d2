package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContractSizesTest {

  @Test
  void aBaseHasTheSizeThatItWasGivenAndOthersHaveNone() {
    ContractSizes sizes = new ContractSizes().with(0.5, "AAA BBB").with(20, "CCC");
    assertThat(sizes.linear("BBB")).isEqualTo(new Unit.Linear(0.5));
    assertThat(sizes.linear("CCC")).isEqualTo(new Unit.Linear(20));
    assertThat(sizes.linear("DDD")).isNull();
  }
}
