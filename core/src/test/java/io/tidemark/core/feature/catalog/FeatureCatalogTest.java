package io.tidemark.core.feature.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.BarSpec;
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
    refused(name, "n is 1, it must be a whole number from 2 to 10000", name.indexOf('(') + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"macd(26,12,9)", "macd_signal(26,12,9)"})
  void aFastAverageThatIsNotFasterIsRefused(String name) {
    refused(name, "fast is 26, it must be below slow, which is 12", name.indexOf('('));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsi(0)", "rsi(10001)", "rsi(99999999999)", "rsi(1.5)", "rsi(3d)"})
  void aParameterOutsideItsRangeIsRefused(String name) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, HOUR))
        .hasMessageContaining("it must be a whole number from 1 to 10000");
  }

  @Test
  void theMistakeIsPointedAt() {
    refused("RSI(14)", "a feature's name, in lower case, must stand here", 0);
    refused("rsi(-1)", "a number, a length of time such as 3d, or a name must stand here", 4);
    refused("rsi()", "a number, a length of time such as 3d, or a name must stand here", 4);
    refused("rsi(14", "')' or ',' must stand here", 6);
    refused("rsi(14))", "nothing more can follow; write name(argument,...)@bar", 7);
    refused("rsi14)", "nothing more can follow; write name(argument,...)@bar", 5);
    refused("macd(12,x=26,9)", "there is no parameter 'x'; there are fast, slow, signal", 8);
    refused("macd(12,26,fast=9)", "fast is given twice", 16);
    refused("macd(12,26,9,8)", "it takes fast, slow, signal only", 13);
    refused("rsi(14)@1y", "'1y' is no bar; write 1h, or 1000t for trades, or 250v for volume", 8);
  }

  @Test
  void whatMustBeGivenIsNamed() {
    refused("rsi", "it needs n, a whole number from 1 to 10000", 3);
    refused("signed_volume(1)", "it takes no arguments", 14);
  }

  @Test
  void aParameterMayBeGivenByItsNameAndBlanksDoNotCount() {
    assertThat(FeatureCatalog.feature("macd( slow = 26, 12 , signal=9)", HOUR).name())
        .isEqualTo("macd(12,26,9)");
    assertThat(FeatureCatalog.feature("rsi(14)@1h", HOUR).name()).isEqualTo("rsi(14)");
    assertThat(FeatureCatalog.feature("book_imbalance(1)", HOUR).name())
        .isEqualTo("book_imbalance");
  }

  @Test
  void barsThatEndWithATradeAreWrittenInOneWay() {
    FeatureSet set =
        new FeatureSet(List.of("rsi(14)@1000t", "rsi(14)@250v", "rsi(14)@0.50v", "rsi(14)"), HOUR);
    assertThat(set.names())
        .containsExactly("rsi(14)@1000t", "rsi(14)@250v", "rsi(14)@0.5v", "rsi(14)");
    assertThat(set.ofTrades()).containsExactly("rsi(14)@1000t", "rsi(14)@250v", "rsi(14)@0.5v");
    assertThat(new FeatureSet(List.of("volume_delta(2)", "rsi(14)@4h"), HOUR).ofTrades())
        .containsExactly("volume_delta(2)");
    for (String bar : List.of("1h", "90s", "1t", "9999999t", "0.00000001v", "123456789012v")) {
      assertThat(BarSpec.parse(bar).text()).isEqualTo(bar);
    }
  }

  @Test
  void whatCannotBeABarOfTradesIsPointedAt() {
    refused("rsi(14)@0t", "'0t' is no number of trades; write 1t to 9999999t", 8);
    refused("rsi(14)@1.5t", "'1.5t' is no number of trades; write 1t to 9999999t", 8);
    String volume =
        " is no volume; write base above 0 with at most 15 digits, 8 of them after the point,"
            + " such as 250v or 0.5v";
    refused("rsi(14)@0.0v", "'0.0v'" + volume, 8);
    refused("rsi(14)@.5v", "'.5v'" + volume, 8);
    refused("rsi(14)@12345678901.12345v", "'12345678901.12345v'" + volume, 8);
    refused("rsi(14)@5x", "'5x' is no bar; write 1h, or 1000t for trades, or 250v for volume", 8);
    refused("rsi(14)@", "a bar must stand here, such as 1h, 1000t or 250v", 8);
    refused("hour_sin@1000t", "hour_sin does not look at bars", 8);
    refused(
        "realised_vol(24)@1000t",
        "realised_vol is a number per year, and bars of 1000t have no length of time; write 1h, say",
        16);
    for (String name : List.of("ewma_vol(8)", "bipower(8)", "parkinson(8)", "garman_klass(8)")) {
      assertThatThrownBy(() -> FeatureCatalog.feature(name + "@2v", HOUR))
          .hasMessageContaining("is a number per year, and bars of 2v have no length of time");
    }
    assertThat(FeatureCatalog.feature("jump_share(8)@2v", HOUR).name()).isEqualTo("jump_share(8)");
  }

  @Test
  void anUnknownNameIsAnsweredWithAllThatThereAre() {
    assertThatThrownBy(() -> FeatureCatalog.feature("astrology", HOUR))
        .hasMessage(
            "feature 'astrology': there is no such feature; there are "
                + String.join(", ", FeatureCatalog.names())
                + "\n  astrology\n  ^");
    assertThat(FeatureCatalog.names()).isSorted().contains("atr", "vwap_distance");
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

  private static void refused(String name, String sentence, int column) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "feature '"
                + name
                + "': "
                + sentence
                + "\n  "
                + name
                + "\n  "
                + " ".repeat(column)
                + "^");
  }
}
