package io.tidemark.exchange.mexc;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MexcSpotProtocolTest {

  private static final String BOOK_URL = "https://api.mexc.com/api/v3/depth?symbol=ADAUSDT";

  private final Conversation mexc = new Conversation(Venue.MEXC);

  @Test
  void aTradeIsReadFromTheJsonFormOfProtobuf() {
    assertThat(
            mexc.trade(
                """
                {'channel':'spot@public.aggre.deals.v3.api.pb@100ms@ADAUSDT','symbol':'ADAUSDT',
                 'sendTime':'1600000009600','publicAggreDeals':{'deals':[{'price':'0.25',
                 'quantity':'8','tradeType':2,'time':'1600000009500','tradeId':'a1'}]}}\
                """))
        .isEqualTo(
            new Trade("ADA-USDT@mexc", 1_600_000_009_500_000L, AT, "a1", 0.25, 8, Side.SELL));
  }

  @Test
  void tradesOfTheOldDialectHaveNoIdAndNoneIsLost() {
    List<Outcome> outcomes =
        mexc.receive(
            """
            {'c':'spot@public.deals.v3.api@ADAUSDT','d':{'deals':[
             {'S':1,'p':'0.25','t':1600000009500,'v':'8'},
             {'S':1,'p':'0.25','t':1600000009500,'v':'8'}],'e':'spot@public.deals.v3.api'},
             's':'ADAUSDT','t':1600000009600}\
            """);
    assertThat(outcomes).hasSize(2).allMatch(it -> it instanceof Outcome.Known);
    assertThat(fact(Trade.class, outcomes.get(0)).tradeId()).isEmpty();
  }

  @Test
  void changesWithOneSideOnlyJoinTheSnapshot() {
    assertThat(mexc.passed(change(10, 12, "'bids':[{'price':'0.24','quantity':'5'}]")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Book book = fact(Book.class, mexc.answer(BOOK_URL, snapshot(11)).get(0));
    assertThat(book.instrument()).isEqualTo("ADA-USDT@mexc");
    assertThat(book.bidPrices()).containsExactly(0.24, 0.2);
    assertThat(mexc.book(change(13, 15, "'asks':[{'price':'0.29','quantity':'5'}]")).askPrices())
        .containsExactly(0.29, 0.3);
  }

  @Test
  void aGapLosesThatBookUntilTheNextSnapshot() {
    mexc.answer(BOOK_URL, snapshot(11));
    assertRefused(
        mexc.one(change(13, 13, "'bids':[{'price':'0.24','quantity':'5'}]")),
        RejectReason.OUT_OF_SEQUENCE,
        "ADA-USDT@mexc",
        "the change from 13 to 13 does not follow 11");
    assertThat(mexc.passed(change(14, 14, "'bids':[{'price':'0.23','quantity':'5'}]")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Book book = fact(Book.class, mexc.answer(BOOK_URL, snapshot(12)).get(0));
    assertThat(book.bidPrices()).containsExactly(0.24, 0.23, 0.2);
  }

  @Test
  void anotherSpeedOfABookRepeatsIt() {
    mexc.receive(change(10, 12, "'bids':[{'price':'0.24','quantity':'5'}]"));
    assertThat(
            mexc.passed(
                change(10, 12, "'bids':[{'price':'0.24','quantity':'5'}]")
                    .replace("100ms", "10ms")))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theOldDialectNumbersChangesOneByOne() {
    String change =
        """
        {'c':'spot@public.increase.depth.v3.api@ADAUSDT','d':{'bids':[{'p':'0.24','v':'5'}],
         'r':'%d'},'s':'ADAUSDT','t':1600000009600}\
        """;
    mexc.receive(change.formatted(11));
    Book book = fact(Book.class, mexc.answer(BOOK_URL, snapshot(10)).get(0));
    assertThat(book.bidPrices()).containsExactly(0.24, 0.2);
    assertThat(mexc.reason(change.formatted(13))).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
  }

  @Test
  void smallBooksAreWholeEachTime() {
    assertThat(
            mexc.book(
                    """
                    {'channel':'spot@public.limit.depth.v3.api.pb@ADAUSDT@5','symbol':'ADAUSDT',
                     'sendTime':'1600000009600','publicLimitDepths':{'version':'9',
                     'asks':[{'price':'0.3','quantity':'1'}],
                     'bids':[{'price':'0.2','quantity':'1'}]}}\
                    """)
                .eventTime())
        .isEqualTo(1_600_000_009_600_000L);
  }

  @Test
  void onceTheListHasSpokenOtherPairsAreUnknown() {
    String list = "{'symbols':[{'symbol':'ADAMOON','baseAsset':'ADA','quoteAsset':'MOON'}]}";
    assertThat(mexc.answer("https://api.mexc.com/api/v3/exchangeInfo", list))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
    assertThat(mexc.reason(change(1, 1, ""))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':0,'code':0,'msg':'PONG'} | HEARTBEAT",
        "{'id':0,'code':0,'msg':'spot@public.deals.v3.api@ADAUSDT'} | CONNECTION",
        "{'channel':'spot@public.kline.v3.api.pb@ADAUSDT@Min1','publicSpotKline':{}} | FORMING",
        "{'channel':'spot@public.aggre.bookTicker.v3.api.pb@10ms@ADAUSDT'} | SUMMARY",
        "{'channel':'spot@public.aggre.deals.v3.api.pb@10ms@ADAUSDT'} | NOT_KEPT"
      })
  void otherMessagesHaveTheirReasons(String text, NoFact why) {
    assertThat(mexc.passed(text)).isEqualTo(why);
  }

  @Test
  void anErrorIsSaid() {
    assertThat(mexc.reason("{'id':0,'code':0,'msg':'Not Subscribed successfully! [x]'}"))
        .isEqualTo(RejectReason.INCONSISTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{'channel':'x'}", "{'channel':7}", "{'c':'y'}"})
  void whatIsNoMessageIsRefused(String text) {
    assertThat(mexc.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private static String change(int first, int last, String sides) {
    return """
    {'channel':'spot@public.aggre.depth.v3.api.pb@100ms@ADAUSDT','symbol':'ADAUSDT',
     'sendTime':'1600000009600','publicAggreDepths':{%s%s'fromVersion':'%d',
     'toVersion':'%d'}}\
    """
        .formatted(sides, sides.isEmpty() ? "" : ",", first, last);
  }

  private static String snapshot(int number) {
    return """
    {'lastUpdateId':%d,'bids':[['0.2','1']],'asks':[['0.3','1']],'timestamp':1600000009500}\
    """
        .formatted(number);
  }
}
