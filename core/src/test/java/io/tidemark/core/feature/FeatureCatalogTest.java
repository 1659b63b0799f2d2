package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.Bar;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are refused before they can do harm, in words. */
class FeatureCatalogTest {

  private static final long HOUR = 3_600_000_000L;
  private static final double UNTOUCHED = 1234.5;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "realised_vol(1)",
        "bollinger_position(1)",
        "bollinger_width(1)",
        "vwap_distance(1)"
      })
  void aSpreadOverASingleBarIsRefused(String name) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature '" + name + "': parameters must be between 2 and 10000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"macd(26,12,9)", "macd(12,12,9)", "macd_signal(26,12,9)"})
  void aFastAverageThatIsNotFasterIsRefused(String name) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "feature '"
                + name
                + "': the first number, the fast average, must be below the second, the slow one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsi(0)", "rsi(10001)", "sentiment(0)", "macd(0,26,9)"})
  void aParameterOutsideItsRangeIsRefused(String name) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, HOUR))
        .hasMessage("feature '" + name + "': parameters must be between 1 and 10000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsi(99999999999)", "rsi(-1)", "rsi 14", "rsi()", "RSI(14)"})
  void whatIsNotWrittenLikeAFeatureIsRefused(String name) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, HOUR))
        .hasMessage(
            "feature '" + name + "' must look like name or name(number,...), numbers up to 10000");
  }

  @Test
  void theNumberOfParametersIsPartOfTheName() {
    assertThatThrownBy(() -> FeatureCatalog.feature("rsi", HOUR))
        .hasMessage("feature 'rsi' needs 1 parameters");
    assertThatThrownBy(() -> FeatureCatalog.feature("log_return(1)", HOUR))
        .hasMessage("feature 'log_return(1)' needs 0 parameters");
  }

  @Test
  void anUnknownNameIsAnsweredWithAllThatThereAre() {
    assertThatThrownBy(() -> FeatureCatalog.feature("astrology", HOUR))
        .hasMessageContaining("there is no feature 'astrology'; there are [atr, ")
        .hasMessageContaining("vwap_distance]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return(1)",
        "realised_vol(2)",
        "rsi(1)",
        "macd(1,2,1)",
        "macd_signal(1,2,1)",
        "bollinger_position(2)",
        "bollinger_width(2)",
        "atr(1)",
        "vwap_distance(2)",
        "volume_zscore(1)"
      })
  void withItsSmallestParametersAFeatureStaysWithinItsCells(String name) {
    FeatureSet set = new FeatureSet(List.of(name), HOUR);
    double[] cells = new double[set.cells() + 1];
    cells[set.cells()] = UNTOUCHED;
    double[] out = new double[1];
    Bar bar = new Bar();
    for (int i = 0; i < 10; i++) {
      bar.open = bar.high = bar.low = bar.close = 100 + i % 3;
      bar.volume = 1 + i % 2;
      bar.notional = bar.volume * bar.close;
      set.values(cells, bar, i * HOUR, out);
      if (i >= set.warmUp()) {
        assertThat(out[0]).as(name + " after " + i + " bars").isFinite();
      }
      set.close(cells, bar, i * HOUR);
    }
    assertThat(cells[set.cells()]).isEqualTo(UNTOUCHED);
  }
}
