package io.tidemark.exchange.binance;

import static io.tidemark.exchange.Conversation.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chain of changes and the quotes between, in small. */
final class BinanceBookTest {

  private static final long AT = 1_700_000_000_000_000L;

  private final Conversation spot = new Conversation(Venue.BINANCE, AT);
  private final Conversation usdm = new Conversation(Venue.BINANCE_FUTURES, AT);

  @Test
  void onSpotTheFirstChangeHoldsTheUpdateAfterTheSnapshotAndEachNextFollowsByOne() {
    assertThat(spot.passed(change(5, 10, 0, "100", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(spot.passed(change(11, 15, 0, "100", "2"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Book book = spot.book(snapshot(12));
    assertThat(book.bidPrices()).containsExactly(100, 99);
    assertThat(book.bidSizes()[0]).isEqualTo(2);
    assertThat(spot.book(change(16, 16, 0, "100", "3")).bidSizes()[0]).isEqualTo(3);
    assertThat(spot.passed(change(16, 16, 0, "100", "9"))).isEqualTo(NoFact.SUPERSEDED);
    assertLost(
        spot.one(change(19, 20, 0, "100", "4")), "2 updates are missing between u=16 and U=19");
    assertThat(spot.passed(change(21, 22, 0, "100", "5"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(spot.book(snapshot(20)).bidSizes()[0]).isEqualTo(5);
  }

  @Test
  void onFuturesTheFirstChangeHoldsTheSnapshotsLastUpdateAndEachNextNamesTheOneBefore() {
    assertThat(usdm.passed(change(5, 9, 4, "100", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(usdm.passed(change(12, 15, 9, "100", "2"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(usdm.book(snapshot(12)).bidSizes()[0]).isEqualTo(2);
    assertThat(usdm.book(change(30, 31, 15, "100", "3")).bidSizes()[0]).isEqualTo(3);
    assertThat(usdm.passed(change(30, 31, 15, "100", "9"))).isEqualTo(NoFact.SUPERSEDED);
    assertLost(usdm.one(change(33, 34, 32, "100", "4")), "pu=32 does not follow u=31");
  }

  @Test
  void onFuturesAChangeThatNamesAnOlderOneHoldsAllThatCameSince() {
    usdm.passed(change(5, 10, 4, "100", "1"));
    usdm.book(snapshot(8));
    assertThat(usdm.book(change(21, 24, 7, "100", "6")).bidSizes()[0]).isEqualTo(6);
    assertThat(usdm.passed(change(13, 17, 10, "100", "5"))).isEqualTo(NoFact.SUPERSEDED);
    assertThat(usdm.book(change(27, 29, 17, "100", "7")).bidSizes()[0]).isEqualTo(7);
  }

  @Test
  void onFuturesTheFirstChangeMayBeginBeyondTheSnapshotThatIsNewerThanTheOneBefore() {
    usdm.passed(change(31, 35, 20, "100", "2"));
    assertThat(usdm.book(snapshot(25)).bidSizes()[0]).isEqualTo(2);
  }

  @Test
  void ofTwoSpeedsOfABookTheFirstIsReadUntilItFallsSilent() {
    usdm.receive(named("fast", change(5, 10, 4, "100", "1")));
    usdm.book(snapshot(8));
    assertThat(usdm.passed(named("slow", change(5, 24, 4, "100", "6")))).isEqualTo(NoFact.REPEATED);
    usdm.book(named("fast", change(13, 17, 10, "100", "5")));
    assertThat(usdm.passed(named("slow", change(27, 30, 24, "100", "7"))))
        .isEqualTo(NoFact.REPEATED);
    usdm.clock(AT + 9_000_000);
    assertThat(usdm.passed(named("slow", change(31, 33, 30, "100", "8"))))
        .isEqualTo(NoFact.REPEATED);
    usdm.clock(AT + 10_000_000);
    assertLost(usdm.one(named("slow", change(34, 36, 33, "100", "9"))), "does not follow u=17");
    assertThat(usdm.book(snapshot(33)).bidSizes()[0]).isEqualTo(9);
  }

  @Test
  void aFewBestLevelsAreABookEachTimeUntilChangesSpeak() {
    String ten = "{'stream':'bnbusdt@depth10@100ms','data':" + snapshot(8) + "}";
    Book first = spot.book(ten);
    assertThat(first.instrument()).isEqualTo("BNB-USDT@binance");
    assertThat(first.bidPrices()).containsExactly(100, 99);
    Book next = spot.book(ten.replace("8,'bids':[['100','1']", "9,'bids':[['100.5','2']"));
    assertThat(next.bidPrices()).containsExactly(100.5, 99);
    assertThat(spot.passed(ten)).isEqualTo(NoFact.SUPERSEDED);
    assertThat(spot.passed(ten.replace("depth10", "depth5"))).isEqualTo(NoFact.REPEATED);
    String change = change(10, 12, 0, "98", "1").replace("BTCUSDT", "BNBUSDT");
    assertThat(spot.passed("{'stream':'bnbusdt@depth','data':" + change + "}"))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(spot.passed(ten.replace(":8", ":20"))).isEqualTo(NoFact.REPEATED);
    String answer = "https://api.binance.com/api/v3/depth?symbol=BNBUSDT&limit=1000";
    assertThat(spot.answer(answer, snapshot(11)).get(0)).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void onFuturesAFewBestLevelsComeAsChangesDo() {
    String five = "{'stream':'btcusdt@depth5','data':" + change(5, 10, 4, "100", "%d") + "}";
    five = five.replace("'a':[]", "'a':[['101','3']]");
    assertThat(usdm.book(five.formatted(1)).bidSizes()).containsExactly(1);
    assertThat(usdm.book(five.formatted(2).replace("99", "98")).bidSizes()).containsExactly(2);
  }

  @Test
  void aRecordersSnapshotNamesItsSymbolByItsStream() {
    spot.receive(change(1, 1, 0, "100", "1").replace("BTCUSDT", "ETHUSDT"));
    Book book =
        spot.book("{'stream':'bnbusdt@depthSnapshot','generated':true,'data':" + snapshot(8) + "}");
    assertThat(book.instrument()).isEqualTo("BNB-USDT@binance");
    assertThat(spot.passed(change(2, 2, 0, "100", "1").replace("BTCUSDT", "ETHUSDT")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aChangeIsStatedWithTheTimeOfItsMessageAlsoWhereTheBookIsLost() {
    long said = AT / 1_000 + 30;
    spot.receive(change(1, 4, 0, "100", "1"));
    spot.book(snapshot(4));
    String late = change(7, 8, 0, "100", "2").replace("{'e'", "{'E':" + said + ",'e'");
    Outcome lost = spot.one(late);
    assertLost(lost, "2 updates are missing");
    for (Outcome outcome : List.of(lost, spot.one(late))) {
      Statement.BookChange stated = (Statement.BookChange) outcome.statement();
      assertThat(stated).isNotNull();
      assertThat(stated.eventTime()).isEqualTo(said * 1_000);
      assertThat(stated.snapshot()).isFalse();
      assertThat(stated.bids().prices()).containsExactly(100);
      assertThat(stated.bids().sizes()).containsExactly(2);
      assertThat(stated.asks().prices()).isEmpty();
    }
  }

  private static String named(String speed, String change) {
    return "{'stream':'btcusdt@depth@" + speed + "','data':" + change + "}";
  }

  @Test
  void onFuturesAChangeThatNamesTheSnapshotAsTheOneBeforeFollowsIt() {
    usdm.book("{'u':1,'s':'BTCUSDT','b':'1','B':'1','a':'2','A':'1'}");
    usdm.book(snapshot(12));
    assertThat(usdm.book(change(20, 21, 12, "100", "3")).bidSizes()[0]).isEqualTo(3);
  }

  @Test
  void aSnapshotOlderThanTheChangesThatWaitIsRefusedAndANewerOneStillServes() {
    spot.receive(change(20, 25, 0, "100", "7"));
    assertLost(spot.one(snapshot(12)), "before the changes that wait, from U=20");
    assertThat(spot.passed(change(26, 27, 0, "99", "8"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(spot.book(snapshot(22)).bidSizes()).containsExactly(7, 8);
  }

  @Test
  void aSnapshotThatTheBookIsPastIsSupersededAndANewerOneReplacesIt() {
    spot.receive(change(11, 15, 0, "100", "2"));
    spot.book(snapshot(12));
    assertThat(spot.passed(snapshot(14))).isEqualTo(NoFact.SUPERSEDED);
    assertThat(spot.book(snapshot(15)).bidSizes()[0]).isEqualTo(1);
    assertThat(spot.passed(change(13, 15, 0, "100", "2"))).isEqualTo(NoFact.SUPERSEDED);
  }

  @Test
  void moreChangesThanMayWaitLeaveTheNewest() {
    for (int i = 1; i <= BinanceBook.MOST_WAITING + 1; i++) {
      assertThat(spot.passed(change(i, i, 0, "100", Integer.toString(i))))
          .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    }
    assertLost(spot.one(snapshot(0)), "from U=2");
    assertThat(spot.book(snapshot(1)).bidSizes()[0]).isEqualTo(BinanceBook.MOST_WAITING + 1);
  }

  @Test
  void aGapAmongWaitingChangesForgetsThoseBeforeIt() {
    spot.receive(change(5, 9, 0, "100", "1"));
    spot.receive(change(12, 15, 0, "100", "2"));
    assertLost(spot.one(snapshot(8)), "from U=12");
    assertThat(spot.book(snapshot(11)).bidSizes()[0]).isEqualTo(2);
  }

  @Test
  void aChangeThatCannotBeReadBreaksTheChainAtTheNext() {
    spot.receive(change(11, 15, 0, "100", "2"));
    spot.book(snapshot(12));
    assertThat(spot.receive(change(16, 16, 0, "100", "-3")).toString()).contains("UNDECODABLE");
    assertLost(spot.one(change(17, 17, 0, "100", "3")), "1 updates are missing");
  }

  @Test
  void changesBeyondTheLevelsOfAFactAreNone() {
    spot.receive(change(1, 1, 0, "100", "1"));
    spot.book(snapshot(1));
    for (int i = 0; i < Book.MAX_LEVELS - 2; i++) {
      spot.book(change(2 + i, 2 + i, 0, Integer.toString(98 - i), "1"));
    }
    assertThat(spot.passed(change(20, 20, 0, "7", "1"))).isEqualTo(NoFact.BEYOND_DEPTH);
    assertThat(spot.passed(change(21, 21, 0, "6", "0"))).isEqualTo(NoFact.BEYOND_DEPTH);
  }

  @Test
  void theBookIsSeenThroughANewerQuoteAndStaysAsItIs() {
    spot.receive(change(1, 1, 0, "100", "1"));
    spot.book(snapshot(1));
    Book seen = spot.book(quote(5, "99", "0.5", "101.5", "2"));
    assertThat(seen.bidPrices()).containsExactly(99);
    assertThat(seen.bidSizes()).containsExactly(0.5);
    assertThat(seen.askPrices()).containsExactly(101.5, 102);
    assertThat(spot.passed(quote(6, "99", "0.5", "101.5", "2"))).isEqualTo(NoFact.REPEATED);
    // An older change does not bring back what the quote says is gone.
    assertThat(spot.passed(change(2, 3, 0, "100", "4"))).isEqualTo(NoFact.BEYOND_DEPTH);
    Book past = spot.book(change(4, 7, 0, "98", "8"));
    assertThat(past.bidPrices()).containsExactly(100, 99, 98);
    assertThat(past.bidSizes()).containsExactly(4, 3, 8);
    assertThat(spot.passed(quote(5, "99", "0.5", "101.5", "2"))).isEqualTo(NoFact.SUPERSEDED);
  }

  @Test
  void aQuoteOfTheSameUpdateConfirmsTheBookOrItIsWrong() {
    spot.receive(change(1, 1, 0, "100", "1"));
    spot.book(snapshot(1));
    spot.book(change(2, 4, 0, "100", "4"));
    assertThat(spot.passed(quote(4, "100", "4", "101", "1"))).isEqualTo(NoFact.REPEATED);
    spot.book(quote(6, "100", "5", "101", "1"));
    spot.book(quote(7, "100", "6", "101", "1"));
    assertThat(spot.passed(change(5, 6, 0, "100", "5"))).isEqualTo(NoFact.BEYOND_DEPTH);
    assertLost(spot.one(change(7, 7, 0, "100", "7")), "quotes 6.0 at 100.0 / 1.0 at 101.0");
    assertThat(spot.book(quote(8, "100", "6", "101", "1")).bidPrices()).hasSize(1);
    assertLost(spot.one(snapshot(8)), "quotes 6.0 at 100.0");
  }

  @Test
  void aBookThatIsCrossedIsLost() {
    spot.receive(change(1, 1, 0, "100", "1"));
    spot.book(snapshot(1));
    assertLost(
        spot.one(change(2, 2, 0, "101", "1")), "best bid 101.0 is not below the best ask 101.0");
  }

  @Test
  void aBookWithOneSideIsKeptAndIsNoFactMeanwhile() {
    spot.receive(change(1, 1, 0, "100", "1"));
    spot.book(snapshot(1));
    spot.book(change(2, 2, 0, "99", "0"));
    assertThat(spot.passed(change(3, 3, 0, "100", "0"))).isEqualTo(NoFact.ONE_SIDED);
    assertThat(spot.book(change(4, 4, 0, "98", "2")).bidPrices()).containsExactly(98);
  }

  @Test
  void aQuotesFactIsNotOlderThanTheBookWhateverTheLocalClockSays() {
    spot.receive(change(1, 1, 0, "100", "1"));
    spot.book(snapshot(1));
    long exchange = AT / 1_000 + 1_270;
    Book change =
        spot.book(
            "{'e':'depthUpdate','E':"
                + exchange
                + ",'s':'BTCUSDT','U':2,'u':2,'b':[['100','2']],'a':[]}");
    assertThat(change.eventTime()).isEqualTo(exchange * 1_000);
    Book quote = spot.book(quote(3, "100", "9", "101", "1"));
    assertThat(quote.eventTime()).isEqualTo(exchange * 1_000);
    assertThat(quote.availableAt()).isEqualTo(exchange * 1_000);
  }

  private static String change(long first, long last, long previous, String bid, String size) {
    return String.format(
        "{'e':'depthUpdate','s':'BTCUSDT','U':%d,'u':%d,%s'b':[['%s','%s']],'a':[]}",
        first, last, previous == 0 ? "" : "'pu':" + previous + ",", bid, size);
  }

  private static String quote(long update, String bid, String bidSize, String ask, String askSize) {
    return String.format(
        "{'u':%d,'s':'BTCUSDT','b':'%s','B':'%s','a':'%s','A':'%s'}",
        update, bid, bidSize, ask, askSize);
  }

  /** Bids 1 at 100, 3 at 99; asks 1 at 101, 5 at 102. */
  private static String snapshot(long last) {
    return "{'lastUpdateId':"
        + last
        + ",'bids':[['100','1'],['99','3']],'asks':[['101','1'],['102','5']]}";
  }

  private static void assertLost(Outcome outcome, String words) {
    assertRefused(outcome, RejectReason.OUT_OF_SEQUENCE, words, "the book waits for a snapshot");
  }
}
