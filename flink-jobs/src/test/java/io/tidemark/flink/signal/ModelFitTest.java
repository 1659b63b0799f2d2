package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.testbed.OwnCalibration;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
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
  void aModelThatWasCalibratedOtherwiseIsRefusedByTheKeysThatDiffer()
      throws ModelRejectedException {
    assertThat(ModelFit.problems(calibrated(20, 3), TestConfig.signal())).isEmpty();
    assertThat(ModelFit.problems(calibrated(200, 5), TestConfig.signal("drift.persistence=3")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("the drift gate cannot judge model ")
        .contains(
            "drift.window is 20, the model was calibrated for 200",
            "drift.short-window is 5, the model was calibrated for 50",
            "drift.persistence is 3, the model was calibrated for 5");
  }

  private static ModelDescription calibrated(int window, int persistence)
      throws ModelRejectedException {
    ModelDescription plain = TestModel.artefact().describe();
    return new ModelDescription(
        plain.ref(),
        plain.manifest(),
        plain.metadata(),
        plain.baseline(),
        plain.operations(),
        OwnCalibration.of(window, window / 4, persistence, plain),
        null);
  }

  @Test
  void aModelThatCostsMoreThanTheConfigurationAllowsIsRefused() throws ModelRejectedException {
    ModelDescription plain = TestModel.artefact().describe();
    ModelDescription dear =
        new ModelDescription(
            plain.ref(),
            plain.manifest(),
            plain.metadata(),
            plain.baseline(),
            50_000_001,
            plain.calibration(),
            null);
    assertThat(ModelFit.problems(dear, TestConfig.signal()))
        .containsExactly(
            "a score of model tiny-every 1 costs about 50,000,001 operations, model.max-operations"
                + " is 50,000,000: make the model smaller or raise it");
    assertThat(ModelFit.problems(dear, TestConfig.signal("model.max-operations=50000001")))
        .isEmpty();
  }

  @Test
  void whichInstrumentsItServesAndWhatBecomesOfOthersIsOneSentence() throws Exception {
    ModelDescription demo = ModelArtefact.read(TestModel.DEMO).describe();
    String made = "demo-linear/1 was made for BTC-*@*, ETH-*@*, SOL-*@* and serves ";
    assertThat(ModelFit.served(demo, TestConfig.signal("instruments=BTC-USDT@test")))
        .isEqualTo(made + "BTC-USDT@test.");
    String[] two = {"instruments=BTC-USDT@test,ADA-EUR@okx", "risk.other-instruments=mark"};
    assertThat(ModelFit.served(demo, TestConfig.signal(two[0])))
        .isEqualTo(
            made + "BTC-USDT@test; signals of ADA-EUR@okx are withheld (risk.other-instruments).");
    assertThat(ModelFit.served(demo, TestConfig.signal(two)))
        .endsWith("; signals of ADA-EUR@okx are marked (risk.other-instruments).");
  }

  @Test
  void aModelAndTheConfigurationItWasMadeForFit() throws ModelRejectedException {
    assertThat(ModelFit.problems(TestModel.artefact().describe(), TestConfig.signal())).isEmpty();
  }
}
