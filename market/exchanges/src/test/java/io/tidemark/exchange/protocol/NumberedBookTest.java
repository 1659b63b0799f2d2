package io.tidemark.exchange.protocol;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.Conversation;
import org.junit.jupiter.api.Test;

/** Books whose updates are numbered, with the snapshot in the stream and by request. */
final class NumberedBookTest {

  private static final long AT = Conversation.AT;
  private static final Listing LISTING = new Listing("BTC-USD@venue", Unit.BASE);

  private final NumberedBook streamed = NumberedBook.snapshotInStream(LISTING);
  private final NumberedBook requested = NumberedBook.snapshotByRequest(LISTING);

  @Test
  void changesFollowEachOtherWithoutAHole() {
    snapshot(streamed, 10);
    assertThat(bids(bid(streamed, 9, 12, 99))).containsExactly(99, 98);
    assertThat(bids(bid(streamed, 13, 13, 99.5))).containsExactly(99.5, 99, 98);
    assertThat(why(bid(streamed, 12, 13, 97))).isEqualTo(NoFact.SUPERSEDED);
    assertRefused(
        bid(streamed, 15, 16, 97),
        RejectReason.OUT_OF_SEQUENCE,
        "the change from 15 to 16 does not follow 13; the book waits for a snapshot");
    assertThat(why(bid(streamed, 17, 17, 97))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bids(snapshot(streamed, 3))).containsExactly(98);
  }

  @Test
  void onlyTheFirstChangeAfterASnapshotMayOverlap() {
    snapshot(streamed, 10);
    bid(streamed, 11, 12, 99);
    assertRefused(bid(streamed, 12, 14, 97), RejectReason.OUT_OF_SEQUENCE, "does not follow 12");
  }

  @Test
  void changesWaitForTheSnapshotThatWasAskedFor() {
    assertThat(why(bid(requested, 5, 8, 90))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(why(bid(requested, 9, 12, 99))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Outcome joined = snapshot(requested, 10);
    assertThat(bids(joined)).containsExactly(99, 98);
    Statement.BookChange stated = (Statement.BookChange) joined.statement();
    assertThat(stated).isNotNull();
    assertThat(stated.snapshot()).isTrue();
    assertThat(stated.bids().prices()).containsExactly(99, 98);
    assertThat(bids(bid(requested, 13, 13, 99.5))).containsExactly(99.5, 99, 98);
  }

  @Test
  void aSnapshotThatIsTooOldLeavesTheChangesWaitingForANewerOne() {
    bid(requested, 20, 21, 99);
    assertRefused(
        snapshot(requested, 10), RejectReason.OUT_OF_SEQUENCE, "the changes that wait begin at 20");
    assertThat(bids(snapshot(requested, 20))).containsExactly(99, 98);
  }

  @Test
  void aChangeOfABookThatIsNotKnownIsStatedAndChangesNothing() {
    Outcome outcome = bid(streamed, 1, 1, 97);
    assertThat(outcome.statement()).isInstanceOf(Statement.BookChange.class);
    assertThat(bids(snapshot(streamed, 1))).containsExactly(98);
  }

  @Test
  void aChangeThatDoesNotFollowIsStated() {
    snapshot(streamed, 10);
    assertThat(bid(streamed, 15, 16, 97).statement()).isInstanceOf(Statement.BookChange.class);
  }

  @Test
  void afterTheFirstSnapshotWaitingChangesAreStated() {
    assertThat(bid(requested, 5, 8, 90).statement()).isInstanceOf(Statement.BookAwaited.class);
    snapshot(requested, 8);
    assertThat(bid(requested, 15, 16, 97).statement()).isInstanceOf(Statement.BookChange.class);
    Outcome waiting = bid(requested, 17, 17, 97.5);
    assertThat(why(waiting)).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(waiting.statement()).isInstanceOf(Statement.BookChange.class);
    assertThat(bids(snapshot(requested, 15))).containsExactly(98, 97.5, 97);
  }

  @Test
  void aSnapshotThatIsTooOldIsStated() {
    bid(requested, 20, 21, 99);
    Statement.BookChange stated = (Statement.BookChange) snapshot(requested, 10).statement();
    assertThat(stated).isNotNull();
    assertThat(stated.bids().prices()).containsExactly(98);
  }

  @Test
  void aWaitingChangeThatTellsNothingDoesNotHideTheSnapshot() {
    requested.change(11, 11, () -> new Outcome.Passed(NoFact.BEYOND_DEPTH));
    Outcome joined = snapshot(requested, 10);
    assertThat(bids(joined)).containsExactly(98);
    assertThat(joined.statement()).isInstanceOf(Statement.BookChange.class);
    assertThat(bids(bid(requested, 12, 12, 99))).containsExactly(99, 98);
  }

  @Test
  void whatIsJoinedIsStatedAtTheTimeOfTheSnapshot() {
    requested.change(
        11,
        11,
        () -> {
          requested.levels().set(true, 99, 1);
          return requested.levels().outcome(AT + 7, AT + 7);
        });
    Statement.BookChange stated = (Statement.BookChange) snapshot(requested, 10).statement();
    assertThat(stated).isNotNull();
    assertThat(stated.eventTime()).isEqualTo(AT);
  }

  @Test
  void whatIsPastOrDoesNotFollowIsStatedAndChangesNothing() {
    snapshot(streamed, 10);
    assertThat(bids(bid(streamed, 11, 11, 99))).containsExactly(99, 98);
    Outcome past = bid(streamed, 10, 11, 97);
    assertThat(why(past)).isEqualTo(NoFact.SUPERSEDED);
    assertThat(stated(past)).containsExactly(97);
    assertThat(bids(bid(streamed, 12, 12, 98.5))).containsExactly(99, 98.5, 98);
    assertThat(stated(bid(streamed, 14, 14, 96))).containsExactly(96);
  }

  private static double[] stated(Outcome outcome) {
    Statement.BookChange change = (Statement.BookChange) outcome.statement();
    assertThat(change).isNotNull();
    return change.bids().prices();
  }

  private static Outcome snapshot(NumberedBook book, long number) {
    return book.snapshot(
        number,
        () -> {
          book.levels().set(true, 98, 1);
          book.levels().set(false, 101, 1);
          return book.levels().outcome(AT, AT);
        });
  }

  private static Outcome bid(NumberedBook book, long first, long last, double price) {
    return book.change(
        first,
        last,
        () -> {
          book.levels().set(true, price, 2);
          return book.levels().outcome(AT, AT);
        });
  }

  private static double[] bids(Outcome outcome) {
    return fact(Book.class, outcome).bidPrices();
  }

  private static NoFact why(Outcome outcome) {
    return ((Outcome.Passed) outcome).why();
  }
}
