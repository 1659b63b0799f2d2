package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class VenueSymbolsTest {

  private static final Listing LISTING = new Listing("BTC-USD@venue", Unit.BASE);

  /** What is remembered says how many were begun before. */
  private final AtomicInteger begun = new AtomicInteger();

  private final VenueSymbols<Integer> symbols =
      new VenueSymbols<>(
          symbol -> symbol.startsWith("?") ? null : new Listing(symbol + "@venue", Unit.BASE),
          listing -> begun.getAndIncrement());

  @Test
  void whatIsRememberedOfASymbolIsTheSameAtEachTime() {
    assertThat(symbols.find("BTC-USD")).isZero();
    assertThat(symbols.find("ETH-USD")).isEqualTo(1);
    assertThat(symbols.find("BTC-USD")).isZero();
    assertThat(symbols.all()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void aSymbolThatDoesNotTellIsKnownOnceItIsListed() {
    assertThat(symbols.find("?")).isNull();
    symbols.list("?", LISTING);
    assertThat(symbols.find("?")).isZero();
    assertThat(symbols.areListed()).isTrue();
  }

  @Test
  void aSymbolThatStoodForSomethingElseBeginsAnew() {
    symbols.list("X", LISTING);
    assertThat(symbols.find("X")).isZero();
    symbols.list("X", LISTING);
    assertThat(symbols.find("X")).isZero();
    symbols.list("X", new Listing("BTC-USD@venue", new Unit.Inverse(10)));
    assertThat(symbols.find("X")).isEqualTo(1);
  }

  @Test
  void aWholeReferenceEndsWhatItDoesNotName() {
    symbols.list("?", LISTING);
    symbols.list("?!", LISTING);
    assertThat(symbols.find("?")).isZero();
    assertThat(symbols.find("?!")).isEqualTo(1);
    symbols.listOnly(Map.of("?!", LISTING));
    assertThat(symbols.find("?")).isNull();
    assertThat(symbols.find("?!")).isEqualTo(1);
  }

  @Test
  void whatTheRuleDoesNotKnowAnyMoreIsForgotten() {
    AtomicInteger lists = new AtomicInteger();
    VenueSymbols<Integer> ruled =
        new VenueSymbols<>(
            symbol -> lists.get() > 0 ? null : new Listing(symbol + "@venue", Unit.BASE),
            listing -> begun.getAndIncrement());
    assertThat(ruled.find("BTC-USD")).isZero();
    assertThat(ruled.find("ETH-USD")).isEqualTo(1);
    ruled.list("BTC-USD", LISTING);
    lists.set(1);
    assertThat(ruled.find("ETH-USD")).isEqualTo(1);
    ruled.forgetUnknown();
    assertThat(ruled.find("ETH-USD")).isNull();
    assertThat(ruled.find("BTC-USD")).isZero();
  }

  @Test
  void aNameThatIsNoInstrumentsIsNotKnown() {
    symbols.list("?", new Listing("btc usd", Unit.BASE));
    assertThat(symbols.find("?")).isNull();
    assertThat(symbols.find("btc usd")).isNull();
  }

  @Test
  void moreThanItHoldsAreNotKnown() {
    for (int i = 0; i < VenueSymbols.MOST; i++) {
      assertThat(symbols.find("A" + i + "-USD")).isNotNull();
      symbols.list("?" + i, LISTING);
    }
    symbols.list("?", LISTING);
    assertThat(symbols.find("B-USD")).isNull();
    assertThat(symbols.find("A1-USD")).isEqualTo(1);
    assertThat(symbols.all()).hasSize(VenueSymbols.MOST);
  }
}
