package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chain of changes and the quotes between, in small. */
final class BinanceBookTest {

  private static final long AT = 1_700_000_000_000_000L;

  private final Protocol spot = Venue.BINANCE.open();
  private final Protocol usdm = Venue.BINANCE_FUTURES.open();

  @Test
  void onSpotTheFirstChangeHoldsTheUpdateAfterTheSnapshotAndEachNextFollowsByOne() {
    assertPassed(NoFact.AWAITING_SNAPSHOT, change(spot, 5, 10, 0, "100", "1"));
    assertPassed(NoFact.AWAITING_SNAPSHOT, change(spot, 11, 15, 0, "100", "2"));
    Book book = book(snapshot(spot, 12));
    assertThat(book.bidPrices()).containsExactly(100, 99);
    assertThat(book.bidSizes()[0]).isEqualTo(2);
    assertThat(book(change(spot, 16, 16, 0, "100", "3")).bidSizes()[0]).isEqualTo(3);
    assertPassed(NoFact.SUPERSEDED, change(spot, 16, 16, 0, "100", "9"));
    assertLost(change(spot, 19, 20, 0, "100", "4"), "2 updates are missing between u=16 and U=19");
    assertPassed(NoFact.AWAITING_SNAPSHOT, change(spot, 21, 22, 0, "100", "5"));
    assertThat(book(snapshot(spot, 20)).bidSizes()[0]).isEqualTo(5);
  }

  @Test
  void onFuturesTheFirstChangeHoldsTheSnapshotsLastUpdateAndEachNextNamesTheOneBefore() {
    assertPassed(NoFact.AWAITING_SNAPSHOT, change(usdm, 5, 9, 4, "100", "1"));
    assertPassed(NoFact.AWAITING_SNAPSHOT, change(usdm, 12, 15, 9, "100", "2"));
    assertThat(book(snapshot(usdm, 12)).bidSizes()[0]).isEqualTo(2);
    assertThat(book(change(usdm, 30, 31, 15, "100", "3")).bidSizes()[0]).isEqualTo(3);
    assertPassed(NoFact.SUPERSEDED, change(usdm, 30, 31, 15, "100", "9"));
    assertLost(change(usdm, 32, 33, 30, "100", "4"), "pu=30 does not follow u=31");
  }

  @Test
  void onFuturesAChangeThatNamesTheSnapshotAsTheOneBeforeFollowsIt() {
    book(change(usdm, "{'u':1,'s':'BTCUSDT','b':'1','B':'1','a':'2','A':'1'}"));
    book(snapshot(usdm, 12));
    assertThat(book(change(usdm, 20, 21, 12, "100", "3")).bidSizes()[0]).isEqualTo(3);
  }

  @Test
  void aSnapshotOlderThanTheChangesThatWaitIsRefusedAndANewerOneStillServes() {
    change(spot, 20, 25, 0, "100", "7");
    assertLost(snapshot(spot, 12), "before the changes that wait, from U=20");
    assertPassed(NoFact.AWAITING_SNAPSHOT, change(spot, 26, 27, 0, "99", "8"));
    assertThat(book(snapshot(spot, 22)).bidSizes()).containsExactly(7, 8);
  }

  @Test
  void aSnapshotThatTheBookIsPastIsSupersededAndANewerOneReplacesIt() {
    change(spot, 11, 15, 0, "100", "2");
    book(snapshot(spot, 12));
    assertPassed(NoFact.SUPERSEDED, snapshot(spot, 14));
    assertThat(book(snapshot(spot, 15)).bidSizes()[0]).isEqualTo(1);
    assertPassed(NoFact.SUPERSEDED, change(spot, 13, 15, 0, "100", "2"));
  }

  @Test
  void moreChangesThanMayWaitLeaveTheNewest() {
    for (int i = 1; i <= BinanceBook.MOST_WAITING + 1; i++) {
      assertPassed(NoFact.AWAITING_SNAPSHOT, change(spot, i, i, 0, "100", Integer.toString(i)));
    }
    assertLost(snapshot(spot, 0), "from U=2");
    assertThat(book(snapshot(spot, 1)).bidSizes()[0]).isEqualTo(BinanceBook.MOST_WAITING + 1);
  }

  @Test
  void aGapAmongWaitingChangesForgetsThoseBeforeIt() {
    change(spot, 5, 9, 0, "100", "1");
    change(spot, 12, 15, 0, "100", "2");
    assertLost(snapshot(spot, 8), "from U=12");
    assertThat(book(snapshot(spot, 11)).bidSizes()[0]).isEqualTo(2);
  }

  @Test
  void aChangeThatCannotBeReadBreaksTheChainAtTheNext() {
    change(spot, 11, 15, 0, "100", "2");
    book(snapshot(spot, 12));
    assertThat(change(spot, 16, 16, 0, "100", "-3").toString()).contains("UNDECODABLE");
    assertLost(change(spot, 17, 17, 0, "100", "3"), "1 updates are missing");
  }

  @Test
  void changesBeyondTheLevelsOfAFactAreNone() {
    change(spot, 1, 1, 0, "100", "1");
    book(snapshot(spot, 1));
    for (int i = 0; i < Book.MAX_LEVELS - 2; i++) {
      book(change(spot, 2 + i, 2 + i, 0, Integer.toString(98 - i), "1"));
    }
    assertPassed(NoFact.BEYOND_DEPTH, change(spot, 20, 20, 0, "7", "1"));
    assertPassed(NoFact.BEYOND_DEPTH, change(spot, 21, 21, 0, "6", "0"));
  }

  @Test
  void theBookIsSeenThroughANewerQuoteAndStaysAsItIs() {
    change(spot, 1, 1, 0, "100", "1");
    book(snapshot(spot, 1));
    Book seen = book(quote(spot, 5, "99", "0.5", "101.5", "2"));
    assertThat(seen.bidPrices()).containsExactly(99);
    assertThat(seen.bidSizes()).containsExactly(0.5);
    assertThat(seen.askPrices()).containsExactly(101.5, 102);
    assertPassed(NoFact.REPEATED, quote(spot, 6, "99", "0.5", "101.5", "2"));
    // An older change does not bring back what the quote says is gone.
    assertPassed(NoFact.BEYOND_DEPTH, change(spot, 2, 3, 0, "100", "4"));
    Book past = book(change(spot, 4, 7, 0, "98", "8"));
    assertThat(past.bidPrices()).containsExactly(100, 99, 98);
    assertThat(past.bidSizes()).containsExactly(4, 3, 8);
    assertPassed(NoFact.SUPERSEDED, quote(spot, 5, "99", "0.5", "101.5", "2"));
  }

  @Test
  void aQuoteOfTheSameUpdateConfirmsTheBookOrItIsWrong() {
    change(spot, 1, 1, 0, "100", "1");
    book(snapshot(spot, 1));
    book(change(spot, 2, 4, 0, "100", "4"));
    assertPassed(NoFact.REPEATED, quote(spot, 4, "100", "4", "101", "1"));
    book(quote(spot, 6, "100", "5", "101", "1"));
    book(quote(spot, 7, "100", "6", "101", "1"));
    assertPassed(NoFact.BEYOND_DEPTH, change(spot, 5, 6, 0, "100", "5"));
    assertLost(change(spot, 7, 7, 0, "100", "7"), "quotes 6.0 at 100.0 / 1.0 at 101.0");
    assertThat(book(quote(spot, 8, "100", "6", "101", "1")).bidPrices()).hasSize(1);
    assertLost(snapshot(spot, 8), "quotes 6.0 at 100.0");
  }

  @Test
  void aBookThatIsCrossedIsLost() {
    change(spot, 1, 1, 0, "100", "1");
    book(snapshot(spot, 1));
    assertLost(change(spot, 2, 2, 0, "101", "1"), "best bid 101.0 is not below best ask 101.0");
  }

  @Test
  void aBookWithOneSideIsKeptAndIsNoFactMeanwhile() {
    change(spot, 1, 1, 0, "100", "1");
    book(snapshot(spot, 1));
    book(change(spot, 2, 2, 0, "99", "0"));
    List<Outcome> empty = change(spot, 3, 3, 0, "100", "0");
    assertThat(empty.toString()).contains("INCONSISTENT", "a side of the book is empty");
    assertThat(book(change(spot, 4, 4, 0, "98", "2")).bidPrices()).containsExactly(98);
  }

  @Test
  void aQuotesFactIsNotOlderThanTheBookWhateverTheLocalClockSays() {
    change(spot, 1, 1, 0, "100", "1");
    book(snapshot(spot, 1));
    long exchange = AT / 1_000 + 1_270;
    Book change =
        book(
            change(
                spot,
                "{'e':'depthUpdate','E':"
                    + exchange
                    + ",'s':'BTCUSDT','U':2,'u':2,'b':[['100','2']],'a':[]}"));
    assertThat(change.eventTime()).isEqualTo(exchange * 1_000);
    Book quote = book(quote(spot, 3, "100", "9", "101", "1"));
    assertThat(quote.eventTime()).isEqualTo(exchange * 1_000);
    assertThat(quote.availableAt()).isEqualTo(exchange * 1_000);
  }

  private static List<Outcome> change(
      Protocol protocol, long first, long last, long previous, String bid, String size) {
    return change(
        protocol,
        String.format(
            "{'e':'depthUpdate','s':'BTCUSDT','U':%d,'u':%d,%s'b':[['%s','%s']],'a':[]}",
            first, last, previous == 0 ? "" : "'pu':" + previous + ",", bid, size));
  }

  private static List<Outcome> quote(
      Protocol protocol, long update, String bid, String bidSize, String ask, String askSize) {
    return change(
        protocol,
        String.format(
            "{'u':%d,'s':'BTCUSDT','b':'%s','B':'%s','a':'%s','A':'%s'}",
            update, bid, bidSize, ask, askSize));
  }

  /** Bids 1 at 100, 3 at 99; asks 1 at 101, 5 at 102. */
  private static List<Outcome> snapshot(Protocol protocol, long last) {
    return change(
        protocol,
        "{'lastUpdateId':"
            + last
            + ",'bids':[['100','1'],['99','3']],'asks':[['101','1'],['102','5']]}");
  }

  private static List<Outcome> change(Protocol protocol, String json) {
    return protocol.read(new Message(Message.Kind.RECEIVED, "", AT, json.replace('\'', '"')));
  }

  private static Book book(List<Outcome> outcomes) {
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Known.class);
    return (Book) ((Outcome.Known) outcomes.get(0)).fact();
  }

  private static void assertPassed(NoFact why, List<Outcome> outcomes) {
    assertThat(outcomes).containsExactly(new Outcome.Passed(why));
  }

  private static void assertLost(List<Outcome> outcomes, String words) {
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
    Outcome.Refused refused = (Outcome.Refused) outcomes.get(0);
    assertThat(refused.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(refused.detail()).contains(words, "the book waits for a snapshot");
  }
}
