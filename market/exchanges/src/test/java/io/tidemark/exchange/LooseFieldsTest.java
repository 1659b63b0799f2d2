package io.tidemark.exchange;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Venues write a number as text and text as a number, null where they left a field away, and words
 * that nobody knows: the meaning stays, or the reason is said.
 */
final class LooseFieldsTest {

  private static final String MS = "1600000009500";
  private static final String ISO = "2020-09-13T12:26:49.5Z";

  @ParameterizedTest
  @CsvSource({"BYBIT", "OKX", "BITGET", "DERIBIT", "KRAKEN_FUTURES", "KUCOIN", "CRYPTO_COM"})
  void aTradesIdMayBeANumber(Venue venue) {
    Trade asText = new Conversation(venue).trade(trade(venue, "'1235671058980749319'"));
    assertThat(asText.tradeId()).isEqualTo("1235671058980749319");
    assertThat(new Conversation(venue).trade(trade(venue, "1235671058980749319")))
        .isEqualTo(asText);
  }

  @ParameterizedTest
  @CsvSource({"KUCOIN", "CRYPTO_COM", "KRAKEN_FUTURES"})
  void tradesWithoutAnIdAreNotTakenForOneTrade(Venue venue) {
    Conversation conversation = new Conversation(venue);
    Trade trade = conversation.trade(trade(venue, "null"));
    assertThat(trade.tradeId()).isEmpty();
    assertThat(conversation.trade(trade(venue, "null"))).isEqualTo(trade);
    conversation.trade(trade(venue, "'7'")); // the control: one with an id is told once
    assertThat(conversation.passed(trade(venue, "'7'"))).isEqualTo(NoFact.REPEATED);
  }

  private static String trade(Venue venue, String id) {
    return switch (venue) {
      case BYBIT ->
          "{'topic':'publicTrade.BTCUSDT','type':'snapshot','ts':%s,'data':[{'T':%s,'s':'BTCUSDT',"
                  .formatted(MS, MS)
              + "'S':'Buy','v':'2','p':'25','i':%s,'BT':false}]}".formatted(id);
      case OKX ->
          "{'arg':{'channel':'trades','instId':'BTC-USDT'},'data':[{'instId':'BTC-USDT',"
              + "'tradeId':%s,'px':'25','sz':'2','side':'buy','ts':'%s'}]}".formatted(id, MS);
      case BITGET ->
          "{'action':'update','arg':{'instType':'SPOT','channel':'trade','instId':'BTCUSDT'},"
              + "'data':[{'ts':'%s','price':'25','size':'2','side':'buy','tradeId':%s}]}"
                  .formatted(MS, id);
      case DERIBIT ->
          "{'jsonrpc':'2.0','method':'subscription','params':{'channel':'trades.BTC-PERPETUAL.raw',"
              + "'data':[{'trade_seq':5,'trade_id':%s,'timestamp':%s,'price':25,'amount':50,"
                  .formatted(id, MS)
              + "'block_trade_id':null,'direction':'buy','instrument_name':'BTC-PERPETUAL'}]}}";
      case KRAKEN_FUTURES ->
          "{'feed':'trade','product_id':'PI_XBTUSD','uid':%s,'side':'buy','type':'fill','seq':5,"
                  .formatted(id)
              + "'time':%s,'qty':50,'price':25}".formatted(MS);
      case KUCOIN ->
          "{'type':'message','topic':'/market/match:BTC-USDT','data':{'symbol':'BTC-USDT',"
              + "'side':'buy','size':'2','price':'25','time':'%s000000','tradeId':%s}}"
                  .formatted(MS, id);
      default ->
          "{'method':'subscribe','result':{'instrument_name':'BTC_USDT','channel':'trade',"
              + "'subscription':'trade.BTC_USDT','data':[{'d':%s,'t':%s,'p':'25','q':'2',"
                  .formatted(id, MS)
              + "'s':'BUY','i':'BTC_USDT'}]}}";
    };
  }

  @Test
  void aFieldThatIsNullIsLeftAway() {
    Conversation bybit = new Conversation(Venue.BYBIT);
    String ticker =
        "{'topic':'tickers.BTCUSDT','type':'snapshot','ts':%s,'data':{'symbol':'BTCUSDT',"
                .formatted(MS)
            + "'markPrice':'25','indexPrice':null,'nextFundingTime':null,'fundingRate':'-0.0001'}}";
    assertThat(metrics(bybit.receive(ticker))).containsExactly("mark_price 25.0");

    Conversation kraken = new Conversation(Venue.KRAKEN_FUTURES);
    String futures =
        "{'feed':'ticker','product_id':'PI_XBTUSD','time':%s,'markPrice':25,'index':null,"
                .formatted(MS)
            + "'relative_funding_rate':null,'next_funding_rate_time':null}";
    assertThat(metrics(kraken.receive(futures))).containsExactly("mark_price 25.0");

    Conversation binance = new Conversation(Venue.BINANCE_FUTURES);
    String mark =
        "{'e':'markPriceUpdate','E':%s,'s':'BTCUSDT','p':'25','i':null,'r':'0.0001','T':null}"
            .formatted(MS);
    assertThat(metrics(binance.receive(mark))).containsExactly("mark_price 25.0");
  }

  @Test
  void aContractsDescriptionMayHoldItsNumbersAsText() {
    Conversation kucoin = new Conversation(Venue.KUCOIN_FUTURES);
    String details =
        "{'type':'message','topic':'/contract/details:XBTUSDTM','data':{'symbol':'XBTUSDTM',"
            + "'baseCurrency':'XBT','quoteCurrency':'USDT','settleCurrency':'USDT',"
            + "'multiplier':0.001,'isInverse':false,'markPrice':'25','indexPrice':'24'}}";
    assertThat(metrics(kucoin.receive(details)))
        .containsExactly("mark_price 25.0", "index_price 24.0");
  }

  private static List<String> metrics(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome instanceof Outcome.Known known && known.fact() instanceof Metric)
        .map(outcome -> (Metric) ((Outcome.Known) outcome).fact())
        .map(metric -> metric.name() + " " + metric.value())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0", "-25"})
  void aLiquidationAtNoPriceIsRefused(String price) {
    Outcome bybit =
        new Conversation(Venue.BYBIT)
            .one(
                "{'topic':'liquidation.BTCUSDT','ts':%s,'data':{'symbol':'BTCUSDT','side':'Buy',"
                        .formatted(MS)
                    + "'size':'2','price':'%s','updatedTime':%s}}".formatted(price, MS));
    assertRefused(
        bybit,
        RejectReason.NON_POSITIVE,
        "the price of the liquidation is " + price + ".0, it must be above 0");
    assertThat(bybit.statement()).isNull();
  }

  @Test
  void aLiquidationAtTheMarketIsStatedAtItsAverage() {
    Outcome binance =
        new Conversation(Venue.BINANCE_FUTURES)
            .one(
                "{'e':'forceOrder','E':%s,'o':{'s':'BTCUSDT','S':'SELL','p':'0','ap':'25',"
                        .formatted(MS)
                    + "'z':'2','T':%s}}".formatted(MS));
    assertThat(stated(Statement.Liquidation.class, binance).price()).isEqualTo(25);
  }

  @Test
  void tradesOfAnUnknownKindOfMessageAreNoTrades() {
    String bitget = trade(Venue.BITGET, "'7'");
    assertThat(new Conversation(Venue.BITGET).refused(bitget.replace("update", "replay")).detail())
        .isEqualTo("action is 'replay', not known");
    String kraken =
        "{'channel':'trade','type':'update','data':[{'symbol':'BTC/USD','side':'buy','price':25,"
            + "'qty':2,'trade_id':7,'timestamp':'%s'}]}".formatted(ISO);
    assertThat(new Conversation(Venue.KRAKEN).trade(kraken).price()).isEqualTo(25);
    assertThat(new Conversation(Venue.KRAKEN).refused(kraken.replace("update", "replay")).detail())
        .isEqualTo("type is 'replay', neither snapshot nor update");
  }

  @ParameterizedTest
  @CsvSource({"tBTCF0:USTF0, BTC-USDT-PERP@bitfinex", "tbtcf0:ustf0, BTC-USDT-PERP@bitfinex"})
  void aDerivativeInSmallLettersIsNoSpotPair(String symbol, String instrument) {
    assertThat(bitfinexTrade(symbol).trade("[17,'te',[7,%s,2,25]]".formatted(MS)).instrument())
        .isEqualTo(instrument);
  }

  @Test
  void halfADerivativeIsNoPair() {
    assertThat(bitfinexTrade("tBTCF0:USD").reason("[17,'te',[7,%s,2,25]]".formatted(MS)))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  private static Conversation bitfinexTrade(String symbol) {
    Conversation bitfinex = new Conversation(Venue.BITFINEX);
    bitfinex.receive(
        "{'event':'subscribed','channel':'trades','chanId':17,'symbol':'%s'}".formatted(symbol));
    return bitfinex;
  }
}
