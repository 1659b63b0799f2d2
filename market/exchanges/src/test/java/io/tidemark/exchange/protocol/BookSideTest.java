package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One side of a book against a sorted map that forgets nothing. */
final class BookSideTest {

  /** Few prices meet often, many overflow the side. */
  @ParameterizedTest
  @CsvSource({
    "true, 40, 20000", "false, 40, 20000",
    "true, 3000, 50000", "false, 3000, 50000",
    "true, 30000, 60000", "false, 30000, 60000",
  })
  void theLevelsAreThoseOfASortedMapAsFarAsTheyAreHeld(boolean bids, int prices, int steps) {
    Random random = new Random(prices + (bids ? 1 : 0));
    BookSide side = bids ? BookSide.bids() : BookSide.asks();
    NavigableMap<Double, Double> all =
        bids ? new TreeMap<>(Collections.reverseOrder()) : new TreeMap<>();
    for (int i = 0; i < steps; i++) {
      double price = (1 + random.nextInt(prices)) / 10.0;
      double size = random.nextInt(prices > 10_000 ? 12 : 3);
      Double before = size == 0 ? all.remove(price) : all.put(price, size);
      boolean looked = i % 100 == 0;
      int place = looked ? all.headMap(price).size() : 0;
      boolean held = side.count() > place || !side.forgot();
      int level = side.set(price, size);
      boolean changed = before == null ? size != 0 : before != size;
      if (looked && held && place < BookSide.MOST_LEVELS) {
        assertThat(level).isEqualTo(changed ? place : Integer.MAX_VALUE);
      }
      assertThat(side.count()).isLessThanOrEqualTo(BookSide.MOST_LEVELS);
      if (i % 1000 == 999) {
        assertIsPrefix(side, all);
      }
    }
    assertThat(side.forgot()).isEqualTo(prices > BookSide.MOST_LEVELS);
  }

  @Test
  void afterAnOverflowNoLevelStandsBehindAHole() {
    BookSide asks = BookSide.asks();
    NavigableMap<Double, Double> all = new TreeMap<>();
    for (int i = 1; i <= BookSide.MOST_LEVELS + 2; i++) {
      asks.set(i, 1);
      all.put((double) i, 1.0);
    }
    for (int i = 1; i <= 9_990; i++) {
      asks.set(i, 0);
      all.remove((double) i);
    }
    asks.set(20_000, 5);
    all.put(20_000.0, 5.0);
    assertIsPrefix(asks, all);
    assertThat(asks.count()).isEqualTo(10);
    assertThat(asks.forgot()).isTrue();
    asks.clear();
    assertThat(asks.forgot()).isFalse();
    assertThat(asks.set(20_000, 5)).isZero();
  }

  @Test
  void theFirstWorseLevelIsTheOneBehindThePrice() {
    BookSide bids = BookSide.bids();
    bids.set(10, 1);
    bids.set(9, 1);
    assertThat(bids.firstWorse(11)).isZero();
    assertThat(bids.firstWorse(10)).isEqualTo(1);
    assertThat(bids.firstWorse(9.5)).isEqualTo(1);
    assertThat(bids.firstWorse(9)).isEqualTo(2);
    assertThat(bids.firstWorse(1)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"true, 40", "false, 40", "true, 3000", "false, 30000"})
  void eachLevelHasTheTextThatItWasSetWithLast(boolean bids, int prices) {
    Random random = new Random(prices);
    BookSide side = bids ? BookSide.bids() : BookSide.asks();
    side.set(prices, 7);
    for (int i = 0; i < 50_000; i++) {
      double price = 1 + random.nextInt(prices);
      double size = random.nextInt(3);
      side.set(price, size, ascii(price + ":" + size));
      if (i % 5_000 == 4_999) {
        for (int level = 0; level < side.count(); level++) {
          String text = new String(side.text(level), StandardCharsets.US_ASCII);
          boolean first = side.size(level) == 7;
          assertThat(text).isEqualTo(first ? "" : side.price(level) + ":" + side.size(level));
        }
      }
    }
  }

  @Test
  void aLevelThatIsSetWithoutATextLosesItsText() {
    BookSide asks = BookSide.asks();
    asks.set(10, 1, ascii("10:1"));
    asks.set(11, 1);
    assertThat(asks.text(0)).isEqualTo(ascii("10:1"));
    assertThat(asks.text(1)).isEmpty();
    asks.set(10, 1);
    assertThat(asks.text(0)).isEmpty();
    asks.clear();
    asks.set(12, 1);
    assertThat(asks.text(0)).isEmpty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void assertIsPrefix(BookSide side, Map<Double, Double> all) {
    assertThat(side.count()).isLessThanOrEqualTo(all.size());
    if (!side.forgot()) {
      assertThat(side.count()).isEqualTo(all.size());
    }
    Iterator<Map.Entry<Double, Double>> levels = all.entrySet().iterator();
    for (int i = 0; i < side.count(); i++) {
      Map.Entry<Double, Double> level = levels.next();
      if (side.price(i) != level.getKey() || side.size(i) != level.getValue()) {
        assertThat(side.size(i) + " at " + side.price(i))
            .as("level %s", i)
            .isEqualTo(level.getValue() + " at " + level.getKey());
      }
    }
  }
}
