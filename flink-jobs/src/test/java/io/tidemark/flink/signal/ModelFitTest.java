package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.feature.FeatureSet;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.models.ModelRejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFitTest {

  private static final long HOUR = 3_600_000_000L;

  private static final List<InstrumentConfig> INSTRUMENTS =
      List.of(
          new InstrumentConfig("BTC-USDT@test", BarSource.CANDLES, List.of(), List.of()),
          new InstrumentConfig("ETH-USDT@test", BarSource.TRADES, List.of(), List.of()),
          new InstrumentConfig("LTC-USDT@test", BarSource.CANDLES, List.of(), List.of()));

  @Test
  void eachInstrumentWithoutTheTradesThatAFeatureIsMadeOfIsNamedByItsKey() {
    FeatureSet set =
        new FeatureSet(List.of("rsi(14)", "rsi(14)@1000t", "volume_delta(24)@4h"), HOUR);
    assertThat(ModelFit.problems("some 1", set, INSTRUMENTS))
        .containsExactly(
            "bars.source.BTC-USDT@test must be trades for model some 1, was candles, of which"
                + " rsi(14)@1000t, volume_delta(24)@4h cannot be made",
            "bars.source.LTC-USDT@test must be trades for model some 1, was candles, of which"
                + " rsi(14)@1000t, volume_delta(24)@4h cannot be made");
  }

  @Test
  void featuresThatCandlesMakeAskForNothing() {
    FeatureSet set = new FeatureSet(List.of("rsi(14)", "rsi(14)@4h", "signed_volume"), HOUR);
    assertThat(ModelFit.problems("some 1", set, INSTRUMENTS)).isEmpty();
  }

  @Test
  void aModelAndTheConfigurationItWasMadeForFit() throws ModelRejectedException {
    assertThat(ModelFit.problems(TestModel.bundle().describe(), TestConfig.signal())).isEmpty();
  }
}
