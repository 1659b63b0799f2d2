package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.facts;
import static io.tidemark.collector.feed.PlayedFeed.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Connect;
import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.feed.FeedAction.Request;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Trade;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feed makes of lists of instruments that are none, and when it asks for another. */
final class InstrumentListsTest {

  private static final String LIST =
      """
      {'code':'0','data':[{'instId':'BTC-USDT-SWAP','instType':'SWAP','ctVal':'%s',
       'ctValCcy':'BTC','ctMult':'1','ctType':'linear','settleCcy':'USDT','tickSz':'0.1'}]}\
      """;

  private static final String TRADE =
      """
      {'arg':{'channel':'trades','instId':'%s'},'data':[{'instId':'%s',
       'tradeId':'%d','px':'100','sz':'10','side':'buy','ts':'1699999999998'}]}\
      """;

  private final PlayedFeed okx = new PlayedFeed("BTC-USDT-PERP@okx");

  private static String trade(String symbol, int id) {
    return TRADE.formatted(symbol, symbol, id);
  }

  private URI asked() {
    return only(Request.class, List.copyOf(okx.pass(0.1))).uri();
  }

  private int connects(String list) {
    okx.answer(asked(), list);
    int connection = only(Connect.class, List.copyOf(okx.pass(3))).connection();
    okx.hear(new FeedEvent.Opened(connection));
    return connection;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>down for maintenance</body></html>",
        "{'code':'50026','msg':'System error','data':[]}",
        "{'code':'0','data':[]}",
        "[]",
        ""
      })
  void whatDescribesNoInstrumentIsNoList(String answer) {
    URI list = asked();
    List<FeedAction> done = okx.answer(list, answer);
    assertThat(only(Report.class, done).words()).contains("describes no instruments");
    assertThat(done).contains(new FeedAction.PassOver(list));
    List<FeedAction> later = List.copyOf(okx.pass(3));
    assertThat(all(Connect.class, later)).isEmpty();
    assertThat(all(Request.class, later)).as("it is asked for again").hasSize(1);
    okx.answer(list, LIST.formatted("0.01"));
    assertThat(all(Connect.class, List.copyOf(okx.pass(3)))).as("the control").hasSize(1);
  }

  @Test
  void theListBeforeHoldsWhileTheVenueAnswersWithAPage() {
    int connection = connects(LIST.formatted("0.01"));
    URI list = URI.create("https://www.okx.com/api/v5/public/instruments?instType=SWAP");
    okx.answer(list, "<html>");
    List<Fact> facts = facts(okx.receive(connection, trade("BTC-USDT-SWAP", 1)));
    assertThat(facts).hasSize(1);
    assertThat(((Trade) facts.get(0)).quantity()).isEqualTo(0.1);
  }

  @Test
  void anotherContractSizeHoldsFromItsListOn() {
    int connection = connects(LIST.formatted("0.01"));
    okx.receive(connection, trade("BTC-USDT-SWAP", 1));
    URI list = URI.create("https://www.okx.com/api/v5/public/instruments?instType=SWAP");
    okx.answer(list, LIST.formatted("0.1"));
    List<Fact> facts = facts(okx.receive(connection, trade("BTC-USDT-SWAP", 2)));
    assertThat(facts).hasSize(1);
    assertThat(((Trade) facts.get(0)).quantity()).isEqualTo(1.0);
  }

  @Test
  void aSymbolThatNoListKnowsAsksForAnotherListEveryFiveMinutes() {
    int connection = connects(LIST.formatted("0.01").replace("BTC-USDT-SWAP", "ETH-USDT-SWAP"));
    int lists = 0;
    for (int second = 0; second < 620; second++) {
      okx.receive(connection, trade("BTC-USDT-SWAP", second));
      lists +=
          all(Request.class, List.copyOf(okx.pass(1))).stream()
              .filter(each -> each.uri().getPath().endsWith("/instruments"))
              .toList()
              .size();
    }
    assertThat(lists).isEqualTo(2);
  }

  @Test
  void knownSymbolsAskForNoOtherList() {
    int connection = connects(LIST.formatted("0.01"));
    for (int second = 0; second < 620; second++) {
      okx.receive(connection, trade("BTC-USDT-SWAP", second));
      assertThat(all(Request.class, List.copyOf(okx.pass(1))))
          .noneMatch(each -> each.uri().getPath().endsWith("/instruments"));
    }
  }
}
