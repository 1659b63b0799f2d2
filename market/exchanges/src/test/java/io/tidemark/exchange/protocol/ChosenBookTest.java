package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exchange.Conversation;
import org.junit.jupiter.api.Test;

/** Books that a venue tells in several ways. */
final class ChosenBookTest {

  private static final long AT = Conversation.AT;
  private static final Listing LISTING = new Listing("BTC-USD@venue", Unit.BASE);

  private final ChosenBook book =
      new ChosenBook(
          NumberedBook.snapshotByRequest(LISTING),
          new TrackedBook(LISTING, TrackedBook.Loss.BY_CROSSING));

  @Test
  void theFirstSubscriptionIsChosen() {
    assertThat(book.isOf("changes")).isTrue();
    assertThat(book.isOf("others")).isFalse();
    assertThat(book.isOf("changes")).isTrue();
  }

  @Test
  void wholeBooksReplaceASubscriptionThatHasToldNoBook() {
    assertThat(book.isOf("changes")).isTrue();
    assertThat(book.isOfWhole("whole")).isTrue();
    assertThat(book.isOf("changes")).isFalse();
  }

  @Test
  void wholeBooksRepeatASubscriptionThatHasToldTheBook() {
    assertThat(book.isOf("changes")).isTrue();
    book.numbered().snapshot(1, () -> levels(book.numbered().levels()));
    assertThat(book.isOfWhole("whole")).isFalse();
    assertThat(book.isOf("changes")).isTrue();
  }

  @Test
  void whatHasNoNumbersIsOverOnceAConnectionWasOpened() {
    assertThat(book.isOfWhole("whole")).isTrue();
    book.plain().snapshot(() -> levels(book.plain()));
    book.reconnected();
    assertThat(book.plain().isKnown()).isFalse();
    assertThat(book.isOf("changes")).isTrue();
  }

  @Test
  void aNumberedBookGoesOnAfterAConnectionWasOpened() {
    assertThat(book.isOf("changes")).isTrue();
    book.numbered().snapshot(1, () -> levels(book.numbered().levels()));
    book.reconnected();
    assertThat(book.numbered().levels().isKnown()).isTrue();
    assertThat(book.isOf("others")).isFalse();
  }

  private static Outcome levels(TrackedBook levels) throws BadMessageException {
    levels.set(true, 98, 1);
    levels.set(false, 101, 1);
    return levels.outcome(AT, AT);
  }
}
