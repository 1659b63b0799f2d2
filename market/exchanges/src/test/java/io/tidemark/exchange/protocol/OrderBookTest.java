package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import org.junit.jupiter.api.Test;

/** The book's best levels as a fact. */
final class OrderBookTest {

  private final OrderBook book =
      new OrderBook(new Listing("BTC-USD-PERP@binance_coinm", new Unit.Inverse(100)));

  @Test
  void aFactHoldsTheBestTwentyLevelsInTheBase() {
    for (int i = 0; i < 25; i++) {
      book.set(true, 200 - i, 2);
      book.set(false, 201 + i, 4);
    }
    Book fact = valid(book.top(7, 9));
    assertThat(fact.instrument()).isEqualTo("BTC-USD-PERP@binance_coinm");
    assertThat(fact.eventTime()).isEqualTo(7);
    assertThat(fact.availableAt()).isEqualTo(9);
    assertThat(fact.bidPrices()).hasSize(20).startsWith(200, 199).endsWith(181);
    assertThat(fact.bidSizes()).hasSize(20).startsWith(1, 200 / 199.0);
    assertThat(fact.askPrices()).hasSize(20).startsWith(201, 202).endsWith(220);
    assertThat(fact.askSizes()).hasSize(20).startsWith(400 / 201.0);
  }

  @Test
  void onlyAChangeAmongTheBestTwentyChangesTheBook() {
    assertThat(book.changed()).isFalse();
    for (int i = 0; i < 25; i++) {
      book.set(true, 200 - i, 2);
    }
    book.set(false, 201, 1);
    assertThat(book.changed()).isTrue();
    book.top(0, 0);
    assertThat(book.changed()).isFalse();
    book.set(true, 200, 2);
    book.set(true, 180, 5);
    book.set(true, 300.5, 0);
    book.set(true, 170, 1);
    assertThat(book.changed()).isFalse();
    book.set(true, 181, 0);
    assertThat(book.changed()).isTrue();
    assertThat(valid(book.top(0, 0)).bidPrices()[19]).isEqualTo(180);
  }

  @Test
  void aClearedBookChangedAndHasNoFact() {
    book.set(true, 1, 1);
    book.set(false, 2, 1);
    book.top(0, 0);
    book.clear();
    assertThat(book.changed()).isTrue();
    assertThat(((Parsed.Rejected<Book>) book.top(0, 0)).reason())
        .isEqualTo(RejectReason.INCONSISTENT);
  }

  @Test
  void aCrossedBookHasNoFact() {
    book.set(true, 2, 1);
    book.set(false, 2, 1);
    assertThat(((Parsed.Rejected<Book>) book.top(0, 0)).detail())
        .contains("best bid 2.0 is not below best ask 2.0");
  }

  @Test
  void aQuoteCoversTheLevelsThatItOvertook() {
    for (int i = 0; i < 25; i++) {
      book.set(true, 200 - i, 2);
      book.set(false, 201 + i, 2.01 + i);
    }
    Book through = valid(book.top(198, 1.98, 200.5, 4.01, 7, 9));
    assertThat(through.bidPrices()).hasSize(20).startsWith(198, 197).endsWith(179);
    assertThat(through.bidSizes()[0]).isEqualTo(1);
    assertThat(through.askPrices()).hasSize(20).startsWith(200.5, 201).endsWith(219);
    assertThat(through.askSizes()).startsWith(2, 2.01 * 100 / 201);
    assertThat(valid(book.top(7, 9)).bidPrices()).startsWith(200, 199);
    assertThat(book.top(198, 1, 0, 0, 7, 9)).isInstanceOf(Parsed.Rejected.class);
  }

  @Test
  void aSideThatForgotLevelsIsDeepEnoughWhileTwentyAreLeft() {
    for (int i = 1; i <= BookSide.MOST_LEVELS + 1; i++) {
      book.set(false, i, 1);
    }
    for (int i = 1; i <= BookSide.MOST_LEVELS - 20; i++) {
      book.set(false, i, 0);
    }
    assertThat(book.isDeepEnough()).isTrue();
    book.set(false, BookSide.MOST_LEVELS, 0);
    assertThat(book.isDeepEnough()).isFalse();
  }

  private static Book valid(Parsed<Book> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<Book>) parsed).value();
  }
}
