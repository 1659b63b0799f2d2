package io.tidemark.exchange.kraken;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class KrakenProtocolTest {

  private static final long NOW = 1_618_678_140_000_000L;
  private static final String SNAPSHOT =
      "[1,{'as':[['101.0','3.00','1618678130.000001'],['102.0','4.00','1618678131.5']],"
          + "'bs':[['100.0','2.00','1618678130.25']]},'book-1000','XBT/USD']";

  private final Conversation kraken = new Conversation(Venue.KRAKEN, NOW);

  /** The sum of what the test says the best levels' digits are. */
  private static String sum(String digits) {
    CRC32 crc = new CRC32();
    crc.update(digits.getBytes(StandardCharsets.US_ASCII));
    return Long.toString(crc.getValue());
  }

  private static String change(String side, String price, String size, String digits) {
    return "[1,{'%s':[['%s','%s','1618678139.123456']],'c':'%s'},'book-1000','XBT/USD']"
        .formatted(side, price, size, sum(digits));
  }

  @Test
  void aSnapshotHoldsWhenItsLastLevelChanged() {
    Book book = kraken.book(SNAPSHOT);
    assertThat(book.instrument()).isEqualTo("BTC-USD@kraken");
    assertThat(book.eventTime()).isEqualTo(1_618_678_131_500_000L);
    assertThat(book.askPrices()).containsExactly(101, 102);
    assertThat(book.bidSizes()).containsExactly(2);
  }

  @Test
  void theSumIsOverDigitsAsSentAsksFirst() {
    kraken.receive(SNAPSHOT);
    Book book =
        kraken.book(
            change(
                "a",
                "100.5",
                "0.05000000",
                "1005" + "5000000" + "1010300" + "1020400" + "1000200"));
    assertThat(book.askPrices()).containsExactly(100.5, 101, 102);
    assertThat(book.eventTime()).isEqualTo(1_618_678_139_123_456L);
    Book removed =
        kraken.book(change("a", "101.0", "0.00000000", "1005" + "5000000" + "1020400" + "1000200"));
    assertThat(removed.askPrices()).containsExactly(100.5, 102);
  }

  @Test
  void anotherSumIsALossAndASnapshotMendsIt() {
    kraken.receive(SNAPSHOT);
    Outcome.Refused lost = kraken.refused(change("a", "100.5", "1.00", "1005100" + "1000200"));
    assertThat(lost.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(lost.detail())
        .contains("checksum", "BTC-USD@kraken: ", "the book waits for a snapshot");
    assertThat(kraken.passed(change("b", "99.0", "1.00", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    kraken.book(SNAPSHOT);
    kraken.book(change("b", "100.5", "1.00", "10103001020400" + "1005100" + "1000200"));
  }

  @Test
  void bothSidesMayChangeInOneMessage() {
    kraken.receive(SNAPSHOT);
    Book book =
        kraken.book(
            "[1,{'a':[['101.5','1.00','1618678139.1'],['101.0','0.00','1618678139.1']]},"
                + "{'b':[['100.5','1.00','1618678139.2','r']],'c':'"
                + sum("1015100" + "1020400" + "1005100" + "1000200")
                + "'},'book-1000','XBT/USD']");
    assertThat(book.askPrices()).containsExactly(101.5, 102);
    assertThat(book.bidPrices()).containsExactly(100.5, 100);
    assertThat(book.eventTime()).isEqualTo(1_618_678_139_200_000L);
  }

  @Test
  void levelsBeyondTheSubscribedDepthAreForgotten() {
    kraken.receive(
        "[1,{'as':[['101','1','1618677821.0'],['102','1','1618677821.0']],'bs':[['99','1','1618677821.0'],['98','1','1618677821.0']]},"
            + "'book-2','XBT/USD']");
    String pushed = "[1,{'a':[['100.5','1','1618677822.0']],'c':'%s'},'book-2','XBT/USD']";
    Book book = kraken.book(pushed.formatted(sum("1005110119919" + "81")));
    assertThat(book.askPrices()).containsExactly(100.5, 101);
    String back =
        "[1,{'a':[['101','0','1618677823.0'],['103','1','1618677822.5','r']],'c':'%s'},'book-2','XBT/USD']";
    assertThat(kraken.book(back.formatted(sum("1005110319919" + "81"))).askPrices())
        .containsExactly(100.5, 103);
  }

  @Test
  void aChangeThatCannotBeReadIsMissing() {
    for (String bad :
        new String[] {
          "[1,{'a':[['101.0','many','1.0']],'c':'1'},'book-1000','XBT/USD']",
          "[1,{'a':[['101.0','1.0','then']],'c':'1'},'book-1000','XBT/USD']",
          "[1,{'a':[[101.0,1.0,'1.0']],'c':'1'},'book-1000','XBT/USD']",
          "[1,{'a':[['101.0','1.0','1.0']]},'book-1000','XBT/USD']",
          "[1,{'x':[]},'book-1000','XBT/USD']"
        }) {
      kraken.book(SNAPSHOT);
      assertThat(kraken.reason(bad)).as(bad).isEqualTo(RejectReason.UNDECODABLE);
      assertThat(kraken.passed(change("b", "99", "1", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    }
  }

  @Test
  void oneMessageMayHoldSeveralTradesOfEitherTaker() {
    List<Outcome> outcomes =
        kraken.receive(
            "[2,[['100.5','0.25','1618678139.123456','s','m',''],"
                + "['100.6','1','1618678139.2','b','l','']],'trade','XDG/XBT']");
    assertThat(outcomes).hasSize(2);
    Trade sold = (Trade) ((Outcome.Known) outcomes.get(0)).fact();
    Trade bought = (Trade) ((Outcome.Known) outcomes.get(1)).fact();
    assertThat(sold.instrument()).isEqualTo("DOGE-BTC@kraken");
    assertThat(sold.takerSide()).isEqualTo(Side.SELL);
    assertThat(sold.quantity()).isEqualTo(0.25);
    assertThat(sold.eventTime()).isEqualTo(1_618_678_139_123_456L);
    assertThat(sold.tradeId()).isEmpty();
    assertThat(bought.takerSide()).isEqualTo(Side.BUY);
  }

  @Test
  void oneBadTradeDoesNotTakeTheOthersWithIt() {
    List<Outcome> outcomes =
        kraken.receive(
            "[2,[['100.5','1','1618678139.1','x','m',''],"
                + "['100.6','1','1618678139.2','b','l','']],'trade','XBT/USD']");
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void theRestSaysWhy() {
    assertThat(kraken.passed("{'event':'heartbeat'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(kraken.passed("{'event':'systemStatus'}")).isEqualTo(NoFact.CONNECTION);
    assertThat(kraken.passed("{'event':'subscriptionStatus','status':'subscribed'}"))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(kraken.reason("{'event':'subscriptionStatus','status':'error'}"))
        .isEqualTo(RejectReason.INCONSISTENT);
    assertThat(kraken.passed("[3,{},'ticker','XBT/USD']")).isEqualTo(NoFact.SUMMARY);
    assertThat(kraken.passed("[3,[],'ohlc-5','XBT/USD']")).isEqualTo(NoFact.FORMING);
    assertThat(kraken.reason("[3,[],'news','XBT/USD']")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(kraken.reason("[3,[],'trade','XBT/USD']")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(kraken.reason("[3,{},'ticker','XBTUSD']"))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(kraken.reason("[3,{}]")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(kraken.answer("https://api.kraken.com/0/public/AssetPairs", "{'error':['E']}"))
        .first()
        .isInstanceOf(Outcome.Refused.class);
  }
}
