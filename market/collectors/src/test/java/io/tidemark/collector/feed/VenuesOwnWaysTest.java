package io.tidemark.collector.feed;

import static io.tidemark.collector.feed.PlayedFeed.all;
import static io.tidemark.collector.feed.PlayedFeed.facts;
import static io.tidemark.collector.feed.PlayedFeed.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Abort;
import io.tidemark.collector.feed.FeedAction.Connect;
import io.tidemark.collector.feed.FeedAction.ConnectByTicket;
import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.feed.FeedAction.Request;
import io.tidemark.collector.feed.FeedAction.Send;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a feed does where a venue wants what others do not. */
final class VenuesOwnWaysTest {

  private static PlayedFeed kucoin() {
    PlayedFeed feed = new PlayedFeed("ADA-USDT@kucoin");
    feed.answer(
        only(Request.class, feed.pass(0.1)).uri(),
        "{'code':'200000','data':[{'symbol':'ADA-USDT','baseCurrency':'ADA',"
            + "'quoteCurrency':'USDT'}]}");
    return feed;
  }

  @Test
  void whereATicketIsNeededItIsAskedForAndItsAnswerSaysWhereToConnectTo() {
    PlayedFeed feed = kucoin();
    ConnectByTicket connect = only(ConnectByTicket.class, feed.pass(3));
    assertThat(connect.ticket())
        .isEqualTo(URI.create("https://api.kucoin.com/api/v1/bullet-public"));
    assertThat(
            connect
                .address()
                .apply("{\"data\":{\"token\":\"a-b\",\"s\":[{\"endpoint\":\"wss://k.test/\"}]}}"))
        .contains(URI.create("wss://k.test/?token=a-b"));
    feed.hear(new FeedEvent.Ended(1, "the ticket was refused"));
    assertThat(only(ConnectByTicket.class, feed.pass(3)).connection()).isEqualTo(2);
  }

  @Test
  void aSilentSubscriptionIsMadeAnewAlsoWhereItsSnapshotIsAskedFor() {
    PlayedFeed feed = kucoin();
    only(ConnectByTicket.class, feed.pass(3));
    feed.hear(new FeedEvent.Opened(1));
    Request snapshot = only(Request.class, feed.pass(6));
    assertThat(
            facts(
                feed.answer(
                    snapshot.uri(),
                    "{'code':'200000','data':{'sequence':'9','time':1700000000000,"
                        + "'bids':[['1','2']],'asks':[['3','4']]}}")))
        .hasSize(1);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sent.addAll(texts(feed.pass(25)));
      feed.receive(1, "{'id':'1','type':'pong'}");
    }
    assertThat(sent)
        .anyMatch(text -> text.contains("unsubscribe") && text.contains("level2"))
        .anyMatch(text -> text.contains("\"subscribe\"") && text.contains("level2"));
  }

  private static List<String> texts(List<FeedAction> actions) {
    return all(Send.class, actions).stream().map(Send::text).toList();
  }

  @Test
  void compressedTextsAreReadAndQuestionsInThemAnswered() throws IOException {
    PlayedFeed feed = new PlayedFeed("ADA-USDT@htx");
    feed.answer(
        only(Request.class, feed.pass(0.1)).uri(),
        "{'status':'ok','data':[{'symbol':'adausdt','base-currency':'ada',"
            + "'quote-currency':'usdt'}]}");
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    assertThat(texts(feed.hear(bytes("{\"ping\":17}")))).containsExactly("{\"pong\":17}");
    assertThat(
            facts(
                feed.hear(
                    bytes(
                        "{\"ch\":\"market.adausdt.depth.step0\",\"ts\":1700000000000,"
                            + "\"tick\":{\"bids\":[[1,2]],\"asks\":[[3,4]]}}"))))
        .hasSize(1)
        .allMatch(Book.class::isInstance);
  }

  private static FeedEvent bytes(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
      compressed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new FeedEvent.ReceivedBytes(1, bytes.toByteArray());
  }

  @Test
  void bytesThatAreNoTextAreTold() {
    PlayedFeed feed = new PlayedFeed("BTC-USDT-PERP@bitget");
    feed.answer(
        only(Request.class, feed.pass(0.1)).uri(),
        "{'code':'00000','data':[{'symbol':'BTCUSDT','category':'USDT-FUTURES',"
            + "'baseCoin':'BTC','quoteCoin':'USDT','type':'perpetual'}]}");
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    Report told =
        only(Report.class, feed.hear(new FeedEvent.ReceivedBytes(1, new byte[] {4, 5, 6})));
    assertThat(told.kind()).isEqualTo(Report.Kind.REFUSED);
    assertThat(told.words()).contains("3 bytes");
  }

  @Test
  void aBookThatIsLostByAMessageOfAnotherIsToldAsLostAndBack() {
    PlayedFeed feed = new PlayedFeed("ADA-USDC-PERP@coinbase", "SOL-USDC-PERP@coinbase");
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    feed.receive(1, levels(0, "snapshot", "ADA"));
    feed.receive(1, levels(1, "snapshot", "SOL"));
    feed.receive(1, levels(3, "update", "SOL"));
    List<FeedAction> late = feed.receive(1, levels(4, "update", "ADA"));
    assertThat(all(Report.class, late)).extracting(Report::kind).contains(Report.Kind.BOOK_LOST);
    assertThat(texts(feed.pass(3))).anyMatch(text -> text.contains("ADA-PERP-INTX"));
    List<Metric> holes =
        facts(feed.receive(1, levels(5, "snapshot", "ADA"))).stream()
            .filter(Metric.class::isInstance)
            .map(Metric.class::cast)
            .toList();
    assertThat(holes).extracting(Metric::name).containsExactly(FeedMetric.BOOK_GAP);
  }

  private static String levels(long number, String type, String base) {
    return ("{'channel':'l2_data','timestamp':'2023-11-14T22:13:20Z','sequence_num':%d,'events':[{"
            + "'type':'%s','product_id':'%s-PERP-INTX','updates':["
            + "{'side':'bid','price_level':'1','new_quantity':'2'},"
            + "{'side':'offer','price_level':'3','new_quantity':'4'}]}]}")
        .formatted(number, type, base);
  }

  /** A feed of Bitstamp that knows its book. */
  private static PlayedFeed bitstamp() {
    PlayedFeed feed = new PlayedFeed("ADA-USD@bitstamp");
    feed.answer(
        only(Request.class, feed.pass(0.1)).uri(), "[{'name':'ADA/USD','market_symbol':'adausd'}]");
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    feed.receive(1, whole(0));
    return feed;
  }

  private static String whole(int micros) {
    return ("{'event':'data','channel':'order_book_adausd','data':{'microtimestamp':'%d',"
            + "'bids':[['1','2']],'asks':[['3','4']]}}")
        .formatted(PlayedFeed.START + micros);
  }

  private static String deal(int id, long micros) {
    return ("{'event':'trade','channel':'live_trades_adausd','data':{'id':%d,'price':2,"
            + "'amount':0.5,'type':0,'microtimestamp':'%d'}}")
        .formatted(id, micros);
  }

  @Test
  void aConnectionThatTheVenueWillEndIsFollowedByAnotherBeforeItGoes() {
    PlayedFeed feed = bitstamp();
    assertThat(all(Connect.class, feed.pass(3))).isEmpty();
    feed.receive(1, "{'event':'bts:request_reconnect','channel':'','data':''}");
    List<FeedAction> next = List.copyOf(feed.pass(3));
    assertThat(only(Connect.class, next).connection()).isEqualTo(2);
    assertThat(all(Abort.class, next)).isEmpty();
    feed.hear(new FeedEvent.Opened(2));
    feed.receive(2, whole(1));
    assertThat(only(Abort.class, feed.pass(7)).connection()).isEqualTo(1);
    assertThat(all(Connect.class, feed.pass(3))).isEmpty();
  }

  @Test
  void tradesOfAnAnswerInWholeSecondsAreNotThereTwiceAndNoneIsMissing() {
    PlayedFeed feed = bitstamp();
    long at = PlayedFeed.START + 3_000_000;
    feed.receive(1, deal(1, at + 400_000));
    feed.hear(new FeedEvent.Ended(1, "closed"));
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(2));
    feed.receive(2, deal(4, at + 6_400_000));
    Request past = only(Request.class, feed.pass(1));
    List<FeedAction> answered =
        feed.answer(
            past.uri(), "[%s,%s,%s,%s]".formatted(row(4, 6), row(2, 1), row(1, 0), row(0, -1)));
    assertThat(ids(answered)).containsExactly("2", "4");
    assertThat(PlayedFeed.values(FeedMetric.TRADES_MISSING, answered)).isEmpty();
  }

  @Test
  void whatIsMissedInTheSecondInWhichWatchingBeganIsBroughtToo() {
    PlayedFeed feed = bitstamp();
    long at = PlayedFeed.START + 3_000_000;
    feed.receive(1, deal(2, at + 400_000));
    feed.hear(new FeedEvent.Ended(1, "closed"));
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(2));
    feed.receive(2, deal(4, at + 800_000));
    Request past = only(Request.class, feed.pass(1));
    String answer = "[%s,%s,%s,%s]".formatted(row(4, 0), row(3, 0), row(2, 0), row(1, 0));
    assertThat(ids(feed.answer(past.uri(), answer))).containsExactly("3", "4");
  }

  private static List<String> ids(List<FeedAction> actions) {
    return facts(actions).stream()
        .filter(Trade.class::isInstance)
        .map(fact -> ((Trade) fact).tradeId())
        .toList();
  }

  private static String row(int id, int second) {
    return "{'date':'%d','tid':'%d','amount':'0.5','type':'0','price':'2'}"
        .formatted(PlayedFeed.START / 1_000_000 + 3 + second, id);
  }

  @Test
  void aNumberThatWaitsForItsAnswerIsNoLossAndOneMoreIs() {
    PlayedFeed feed = new PlayedFeed("ADA-USD-PERP@dydx_v4", "SOL-USD-PERP@dydx_v4");
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    assertThat(texts(feed.pass(1))).hasSize(5);
    feed.receive(1, "{'type':'connected','connection_id':'c','message_id':0}");
    List<FeedAction> late = new ArrayList<>(feed.receive(1, levels(2, "SOL")));
    late.addAll(feed.receive(1, levels(1, "ADA")));
    late.addAll(
        feed.receive(
            1,
            "{'type':'subscribed','connection_id':'c','message_id':5,'channel':'v4_markets',"
                + "'contents':{'markets':{}}}"));
    assertThat(facts(late)).hasSize(2).allMatch(Book.class::isInstance);
    assertThat(all(Report.class, late)).isEmpty();
    feed.receive(1, answer(3, "ADA"));
    feed.receive(1, answer(4, "SOL"));
    Report told = all(Report.class, feed.receive(1, update(7, "SOL"))).get(0);
    assertThat(told.words()).contains("1 messages", "2 books");
    assertThat(texts(feed.pass(1)))
        .containsExactly(
            "{\"type\":\"unsubscribe\",\"channel\":\"v4_orderbook\",\"id\":\"SOL-USD\"}",
            "{\"type\":\"subscribe\",\"channel\":\"v4_orderbook\",\"id\":\"SOL-USD\"}");
  }

  private static String levels(long number, String base) {
    return dydx("subscribed", number, "v4_orderbook", base)
        .formatted("'bids':[{'price':'1','size':'2'}],'asks':[{'price':'3','size':'4'}]");
  }

  private static String update(long number, String base) {
    return dydx("channel_data", number, "v4_orderbook", base).formatted("'bids':[['1','5']]");
  }

  private static String answer(long number, String base) {
    return dydx("subscribed", number, "v4_trades", base).formatted("'trades':[]");
  }

  private static String dydx(String type, long number, String channel, String base) {
    return ("{'type':'%s','connection_id':'c','message_id':%d,'channel':'%s','id':'%s-USD',"
            + "'contents':{%%s}}")
        .formatted(type, number, channel, base);
  }

  private static PlayedFeed cryptoCom() {
    PlayedFeed feed = new PlayedFeed("ADA-USD-PERP@crypto_com");
    feed.answer(
        only(Request.class, feed.pass(0.1)).uri(),
        "{'code':0,'result':{'data':[{'symbol':'ADAUSD-PERP','inst_type':'PERPETUAL_SWAP',"
            + "'base_ccy':'ADA','quote_ccy':'USD'}]}}");
    feed.pass(3);
    feed.hear(new FeedEvent.Opened(1));
    return feed;
  }

  @Test
  void whereAConnectionIsToRestFirstOnlyQuestionsAreAnsweredMeanwhile() {
    PlayedFeed feed = cryptoCom();
    assertThat(texts(feed.pass(0.9))).isEmpty();
    assertThat(texts(feed.receive(1, "{'id':1700000000017,'method':'public/heartbeat','code':0}")))
        .containsExactly("{\"id\":1700000000017,\"method\":\"public/respond-heartbeat\"}");
    assertThat(texts(feed.pass(0.5))).hasSize(2);
  }

  @Test
  void aBookOfWhichOnlyEmptyChangesComeIsNotSilent() {
    PlayedFeed feed = cryptoCom();
    feed.pass(2);
    String form =
        "{'id':-1,'method':'subscribe','code':0,'result':{'instrument_name':'ADAUSD-PERP',"
            + "'subscription':'book.ADAUSD-PERP.50','channel':'%s','depth':50,'data':[%s]}}";
    String levels = "'bids':[['1','2','1']],'asks':[['3','4','1']],'t':1700000000000,'u':7";
    assertThat(facts(feed.receive(1, form.formatted("book", "{" + levels + "}")))).hasSize(1);
    String empty = "{'update':{'bids':[],'asks':[]},'t':1700000000000,'u':7,'pu':7}";
    for (int i = 0; i < 20; i++) {
      feed.receive(1, form.formatted("book.update", empty));
      List<FeedAction> done = feed.pass(5);
      assertThat(texts(done)).isEmpty();
      assertThat(all(Report.class, done)).isEmpty();
    }
    List<FeedAction> silent = feed.pass(57);
    assertThat(all(Report.class, silent)).extracting(Report::kind).contains(Report.Kind.BOOK_LOST);
    assertThat(texts(silent)).singleElement().asString().contains("SNAPSHOT_AND_UPDATE");
  }

  @Test
  void pastTradesThatAnswerTheSubscriptionAreNotHandedOn() {
    PlayedFeed feed = cryptoCom();
    feed.pass(2);
    long now = feed.now() / 1_000;
    List<Trade> trades =
        facts(feed.receive(1, trades(row(8, now - 3_600_000) + "," + row(9, now)))).stream()
            .map(Trade.class::cast)
            .toList();
    assertThat(trades).extracting(Trade::tradeId).containsExactly("9");
    assertThat(facts(feed.receive(1, trades(row(10, now - 5_000))))).hasSize(1);
  }

  private static String trades(String rows) {
    return "{'id':-1,'method':'subscribe','code':0,'result':{'instrument_name':'ADAUSD-PERP',"
        + "'subscription':'trade.ADAUSD-PERP','channel':'trade','data':["
        + rows
        + "]}}";
  }

  private static String row(int id, long millis) {
    return "{'d':'%d','t':%d,'p':'0.5','q':'3','s':'BUY','i':'ADAUSD-PERP'}".formatted(id, millis);
  }
}
