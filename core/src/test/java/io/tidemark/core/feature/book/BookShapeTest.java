package io.tidemark.core.feature.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookShapeTest {

  private static final double[] BIDS = {3, 2, 1};
  private static final double[] ASKS = {1, 1};

  @Test
  void theImbalanceIsThatOfTheLevelsThatThereAre() {
    assertThat(BookShape.imbalance(BIDS, ASKS, 1)).isEqualTo(0.5);
    assertThat(BookShape.imbalance(BIDS, ASKS, 2)).isEqualTo(3.0 / 7);
    assertThat(BookShape.imbalance(BIDS, ASKS, 20)).isEqualTo(0.5);
    assertThat(BookShape.imbalance(new double[0], new double[0], 1)).isNaN();
  }

  @Test
  void atTheTopItHasTheBitsOfTheFeature() {
    Parsed<Book> book =
        Book.of(
            "BTC-USDT@binance",
            1,
            1,
            new double[] {99},
            new double[] {0.3},
            new double[] {101},
            new double[] {0.7});
    FeatureSet set = new FeatureSet(List.of("book_imbalance"), 60_000_000L);
    double[] cells = new double[set.cells()];
    set.observe(cells, ((Parsed.Valid<Book>) book).value(), 0);
    double[] out = new double[1];
    set.values(cells, new Bar(), 0, out);
    assertThat(BookShape.imbalance(new double[] {0.3}, new double[] {0.7}, 1)).isEqualTo(out[0]);
  }

  @Test
  void theMicropriceLeansTowardsTheThinnerSide() {
    assertThat(BookShape.microprice(100, 3, 102, 1)).isEqualTo(101.5);
    assertThat(BookShape.microprice(100, 1, 102, 1)).isEqualTo(101);
  }

  @Test
  void noLevelIsRefused() {
    assertThatThrownBy(() -> BookShape.imbalance(BIDS, ASKS, 0))
        .hasMessage("levels must be at least 1, was 0");
  }
}
