package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The trades in answers to requests for those of the past. */
final class PastTradesTest {

  private static final long AT = 1_800_000_000_000_000L;

  private static List<Trade> read(Venue venue, String symbol, String answer) {
    return venue
        .open()
        .pastTrades(symbol, new Message(Message.Kind.ANSWER, "https://venue/", AT, answer));
  }

  private static Trade trade(
      String instrument, long millis, String id, double price, double base, Side taker) {
    return new Trade(instrument, millis * 1_000, AT, id, price, base, taker);
  }

  @Test
  void deribitsAreInTheBaseAndBlockTradesAreLeftOut() {
    assertThat(
            read(
                Venue.DERIBIT,
                "BTC-PERPETUAL",
                """
                {"result":{"trades":[
                {"trade_seq":8,"trade_id":"72","timestamp":1799999000400,"price":2000,"instrument_name":"BTC-PERPETUAL","direction":"sell","amount":500},
                {"trade_seq":7,"trade_id":"71","timestamp":1799999000300,"price":2000,"instrument_name":"BTC-PERPETUAL","direction":"buy","amount":40,"block_trade_id":"5"},
                {"trade_seq":6,"trade_id":"70","timestamp":1799999000200,"price":4000,"instrument_name":"BTC-PERPETUAL","direction":"buy","amount":1000}],
                "has_more":true}}\
                """))
        .containsExactly(
            trade("BTC-USD-PERP@deribit", 1_799_999_000_200L, "70", 4_000, 0.25, Side.BUY),
            trade("BTC-USD-PERP@deribit", 1_799_999_000_400L, "72", 2_000, 0.25, Side.SELL));
  }

  @Test
  void krakenFuturesAreFillsAndLiquidations() {
    assertThat(
            read(
                Venue.KRAKEN_FUTURES,
                "PF_XBTUSD",
                """
                {"result":"success","history":[
                {"time":"2027-01-15T07:50:01.250Z","trade_id":3,"price":2500.5,"size":0.5,"side":"sell","type":"liquidation","uid":"c"},
                {"time":"2027-01-15T07:50:00.250Z","trade_id":2,"price":2500.5,"size":9,"side":"sell","type":"block","uid":"b"},
                {"time":"2027-01-15T07:50:00.125Z","trade_id":1,"price":2501,"size":1.5,"side":"buy","type":"fill","uid":"a"}]}\
                """))
        .containsExactly(
            trade("BTC-USD-PERP@kraken_flex", 1_799_999_400_125L, "a", 2_501, 1.5, Side.BUY),
            trade("BTC-USD-PERP@kraken_flex", 1_799_999_401_250L, "c", 2_500.5, 0.5, Side.SELL));
  }

  @Test
  void bitmexAreRegularOnes() {
    assertThat(
            read(
                Venue.BITMEX,
                "XBTUSD",
                """
                [{"timestamp":"2027-01-15T07:50:01.250Z","symbol":"XBTUSD","side":"Sell","size":500,"price":2000,"trdMatchID":"y","trdType":"Regular"},
                {"timestamp":"2027-01-15T07:50:00.250Z","symbol":"XBTUSD","side":"Sell","size":7,"price":2000,"trdMatchID":"x","trdType":"Referential"}]\
                """))
        .containsExactly(
            trade("BTC-USD-PERP@bitmex", 1_799_999_401_250L, "y", 2_000, 0.25, Side.SELL));
  }

  @Test
  void bitfinexSaysTheTakersSideByTheSignAndWhatIsNoTradeIsLeftOut() {
    assertThat(
            read(
                Venue.BITFINEX,
                "tBTCUSD",
                "[[12,1799999000400,-0.5,2000],[\"news\"],[11,1799999000300,0.25,2001]]"))
        .containsExactly(
            trade("BTC-USD@bitfinex", 1_799_999_000_300L, "11", 2_001, 0.25, Side.BUY),
            trade("BTC-USD@bitfinex", 1_799_999_000_400L, "12", 2_000, 0.5, Side.SELL));
  }

  @Test
  void bitstampsAreOfAWholeSecondAndInTheOrderOfTheirNumbers() {
    assertThat(
            read(
                Venue.BITSTAMP,
                "btcusd",
                """
                [{"date":"1799999002","tid":"10","amount":"0.50000000","type":"1","price":"2000"},
                {"date":"1799999002","tid":"9","amount":"0.25000000","type":"0","price":"2001"},
                {"date":"1799999001","tid":"8","amount":"0.25000000","type":"7","price":"2001"}]\
                """))
        .containsExactly(
            trade("BTC-USD@bitstamp", 1_799_999_002_000L, "9", 2_001, 0.25, Side.BUY),
            trade("BTC-USD@bitstamp", 1_799_999_002_000L, "10", 2_000, 0.5, Side.SELL));
  }

  void dydxsAreTheNewestFirstAndThoseOfOneBlockInTheOrderOfTheirIds() {
    assertThat(
            read(
                Venue.DYDX_V4,
                "SOL-USD",
                """
                {"trades":[
                {"id":"00c20000000200000001","side":"BUY","size":"4","price":"21","type":"LIQUIDATED","createdAt":"2027-01-15T07:50:01.250Z"},
                {"id":"00c10000000200000005","side":"SELL","size":"0.5","price":"20.5","type":"LIMIT","createdAt":"2027-01-15T07:50:00.125Z"},
                {"id":"00c10000000200000002","side":"many","size":"1","price":"20","createdAt":"2027-01-15T07:50:00.125Z"},
                {"id":"00c10000000200000003","side":"BUY","size":"2","price":"20","type":"LIMIT","createdAt":"2027-01-15T07:50:00.125Z"}]}"""))
        .containsExactly(
            sol(1_799_999_400_125L, "00c10000000200000003", 20, 2, Side.BUY),
            sol(1_799_999_400_125L, "00c10000000200000005", 20.5, 0.5, Side.SELL),
            sol(1_799_999_401_250L, "00c20000000200000001", 21, 4, Side.BUY));
  }

  private static Trade sol(long millis, String id, double price, double base, Side taker) {
    return trade("SOL-USD-PERP@dydx_v4", millis, id, price, base, taker);
  }

  @Test
  void cryptoComsAreTheNewestFirst() {
    assertThat(
            read(
                Venue.CRYPTO_COM,
                "SOLUSD-PERP",
                """
                {"id":-1,"method":"public/get-trades","code":0,"result":{"data":[
                {"d":"12","t":1799999000400,"tn":"1799999000400000001","q":"0.5","p":"20.5","s":"SELL","i":"SOLUSD-PERP","m":"7"},
                {"d":"11","t":1799999000300,"q":"2","p":"20","s":"BUY","i":"SOLUSD-PERP"}]}}"""))
        .containsExactly(
            trade("SOL-USD-PERP@crypto_com", 1_799_999_000_300L, "11", 20, 2, Side.BUY),
            trade("SOL-USD-PERP@crypto_com", 1_799_999_000_400L, "12", 20.5, 0.5, Side.SELL));
  }
}
