package io.tidemark.exchange.binance;

import static io.tidemark.exchange.Conversation.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of each kind but the book's. */
final class BinanceProtocolTest {

  /** 2023-11-14, ms. */
  private static final long MS = 1_700_000_000_000L;

  /** The local clock is half a second behind the exchange's. */
  private static final long RECEIVED = MS * 1_000 - 500_000;

  private final Conversation spot = new Conversation(Venue.BINANCE, RECEIVED);
  private final Conversation usdm = new Conversation(Venue.BINANCE_FUTURES, RECEIVED);
  private final Conversation coinm = new Conversation(Venue.BINANCE_DELIVERY, RECEIVED);

  @Test
  void aTradeHasTheTakersSideTheTradesTimeAndIsKnownWhenItWasSent() {
    Trade trade =
        spot.trade(
            with(
                "{'e':'trade','E':$2,'s':'ETHBTC','t':7,'p':'0.05','q':'3','T':$1,'m':true}",
                MS,
                MS + 2));
    assertThat(trade)
        .isEqualTo(
            new Trade("ETH-BTC@binance", MS * 1_000, MS * 1_000 + 2_000, "7", 0.05, 3, Side.SELL));
  }

  @Test
  void aTradeOfCoinMarginedContractsIsCountedInTheBase() {
    String trade =
        "{'e':'trade','E':$1,'s':'$2','t':7,'p':'50000','q':'5','X':'MARKET','T':$1,'m':false}";
    Trade bitcoin = coinm.trade(with(trade, MS, "BTCUSD_PERP"));
    assertThat(bitcoin.instrument()).isEqualTo("BTC-USD-PERP@binance_coinm");
    assertThat(bitcoin.quantity()).isEqualTo(5 * 100 / 50_000.0);
    Trade ether = coinm.trade(with(trade, MS, "ETHUSD_240329"));
    assertThat(ether.instrument()).isEqualTo("ETH-USD-240329@binance_coinm");
    assertThat(ether.quantity()).isEqualTo(5 * 10 / 50_000.0);
  }

  @Test
  void exchangeInfoNamesSymbolsAndContractsAndLeavesNoRoomForGuesses() {
    coinm.receive(
        "{'symbols':[{'symbol':'XUSD_PERP','baseAsset':'X','quoteAsset':'USD','contractSize':25}]}");
    String trade =
        "{'e':'trade','E':$1,'s':'$2','t':7,'p':'5','q':'2','X':'MARKET','T':$1,'m':false}";
    assertThat(coinm.trade(with(trade, MS, "XUSD_PERP")).quantity()).isEqualTo(10);
    assertThat(coinm.reason(with(trade, MS, "BTCUSD_PERP")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void anExchangeInfoThatIsBrokenLeavesWhatWasKnown() {
    assertThat(coinm.reason("{'symbols':[{'symbol':'BTCUSD_PERP'}]}"))
        .isEqualTo(RejectReason.UNDECODABLE);
    assertThat(coinm.receive(with(aggregate(1), MS, "BTCUSD_PERP")).get(0))
        .isInstanceOf(Outcome.Known.class);
  }

  @ParameterizedTest
  @CsvSource({
    "BINANCE, BTCUSDT, BTC-USDT@binance",
    "BINANCE, BTCTUSD, BTC-TUSD@binance",
    "BINANCE, FDUSDUSDT, FDUSD-USDT@binance",
    "BINANCE, USDTTRY, USDT-TRY@binance",
    "BINANCE, BNBBTC, BNB-BTC@binance",
    "BINANCE_US, BTCUSD, BTC-USD@binance_us",
    "BINANCE_US, BNBUSD, BNB-USD@binance_us",
    "BINANCE_US, BTCBUSD, BTC-BUSD@binance_us",
    "BINANCE_US, BUSDUSD, BUSD-USD@binance_us",
    "BINANCE_US, ETHUSDT, ETH-USDT@binance_us",
    "BINANCE_US, USDTUSD, USDT-USD@binance_us",
    "BINANCE_FUTURES, 1000SHIBUSDT, 1000SHIB-USDT-PERP@binance",
    "BINANCE_FUTURES, BTCUSDT_240329, BTC-USDT-240329@binance",
    "BINANCE_DELIVERY, BTCUSD_PERP, BTC-USD-PERP@binance_coinm",
  })
  void aSymbolsLettersTellTheInstrument(Venue venue, String symbol, String instrument) {
    assertThat(new Conversation(venue, RECEIVED).trade(with(aggregate(1), MS, symbol)).instrument())
        .isEqualTo(instrument);
  }

  @ParameterizedTest
  @CsvSource({
    "BINANCE, USDT",
    "BINANCE, BTCXYZ",
    "BINANCE, btcusdt",
    "BINANCE, ''",
    "BINANCE_FUTURES, BTCUSD_PERP",
    "BINANCE_DELIVERY, BTCUSDT",
  })
  void aSymbolThatCannotBeToldIsRefused(Venue venue, String symbol) {
    assertThat(new Conversation(venue, RECEIVED).reason(with(aggregate(1), MS, symbol)))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void ofSingleAndAggregateTradesTheFirstKindCountsForEachInstrument() {
    String single = "{'e':'trade','E':$1,'s':'$2','t':9,'p':'5','q':'2','T':$1,'m':false}";
    spot.trade(with(aggregate(1), MS, "BTCUSDT"));
    assertThat(spot.passed(with(single, MS, "BTCUSDT"))).isEqualTo(NoFact.REPEATED);
    spot.trade(with(single, MS, "ETHUSDT"));
    assertThat(spot.passed(with(aggregate(10), MS, "ETHUSDT"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theSameTradeAgainIsRepeatedAndAMissingOneIsMissed() {
    spot.trade(with(aggregate(5), MS, "BTCUSDT"));
    assertThat(spot.passed(with(aggregate(5), MS, "BTCUSDT"))).isEqualTo(NoFact.REPEATED);
    List<Outcome> later = spot.receive(with(aggregate(8), MS, "BTCUSDT"));
    assertThat(later.get(0).stating(null))
        .isEqualTo(
            new Outcome.Refused(
                RejectReason.OUT_OF_SEQUENCE,
                "BTC-USDT@binance: 2 trades are missing between 5 and 8"));
    assertThat(later.get(1)).isInstanceOf(Outcome.Known.class);
  }

  @ParameterizedTest
  @CsvSource({"INSURANCE_FUND", "NA"})
  void whatWasNotTradedInTheMarketIsRefusedAndIsNoGap(String kind) {
    String trade =
        "{'e':'trade','E':$1,'s':'BTCUSDT','t':$2,'p':'5','q':'2','X':'$3','T':$1,'m':false}";
    assertThat(usdm.reason(with(trade, MS, 1, kind))).isEqualTo(RejectReason.INCONSISTENT);
    assertThat(usdm.receive(with(trade, MS, 2, "MARKET"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"BINANCE, 7.0", "BINANCE_FUTURES, 7.0", "BINANCE_DELIVERY, 0.5"})
  void aClosedCandleIsAFactWithItsVolumeInTheBase(Venue venue, double volume) {
    String symbol = venue == Venue.BINANCE_DELIVERY ? "BTCUSD_PERP" : "BTCUSDT";
    long start = 1_699_999_980_000L;
    String candle =
        "{'e':'kline','E':$1,'s':'$2','k':{'t':$3,'T':$4,'i':'1m','o':'2','c':'3','h':'4','l':'1','v':'7','q':'0.5','x':$5}}";
    Candle closed =
        new Conversation(venue, RECEIVED)
            .fact(Candle.class, with(candle, start + 60_005, symbol, start, start + 59_999, true));
    assertThat(closed.start()).isEqualTo(start * 1_000);
    assertThat(closed.length()).isEqualTo(60_000_000);
    assertThat(closed.availableAt()).isEqualTo((start + 60_005) * 1_000);
    assertThat(closed.volume()).isEqualTo(volume);
    assertThat(
            new Conversation(venue, RECEIVED)
                .passed(with(candle, MS, symbol, start, start + 59_999, false)))
        .isEqualTo(NoFact.FORMING);
  }

  @Test
  void theRateSaidLastBeforeTheNextFundingTimeMovesOnIsTheSettledOne() {
    long settles = MS + 10_000;
    usdm.receive(with(mark(), settles - 9_000, settles, "0.0001"));
    assertThat(usdm.receive(with(mark(), settles - 1_000, settles, "0.0002"))).hasSize(3);
    List<Outcome> after =
        usdm.receive(with(mark(), settles + 2_000, settles + 28_800_000, "0.0003"));
    assertThat(((Outcome.Known) after.get(0)).fact())
        .isEqualTo(
            new Funding(
                "BTC-USDT-PERP@binance", settles * 1_000, (settles + 2_000) * 1_000, 0.0002));
    assertThat(((Outcome.Known) after.get(1)).fact())
        .isEqualTo(
            new Metric(
                "BTC-USDT-PERP@binance",
                (settles + 2_000) * 1_000,
                (settles + 2_000) * 1_000,
                "mark_price",
                100));
    assertThat(((Metric) ((Outcome.Known) after.get(2)).fact()).name()).isEqualTo("index_price");
    assertThat(after.get(3))
        .isEqualTo(
            new Outcome.Passed(
                NoFact.UNSETTLED,
                new Statement.FundingRate(
                    "BTC-USDT-PERP@binance",
                    (settles + 2_000) * 1_000,
                    0.0003,
                    (settles + 28_800_000) * 1_000)));
  }

  @Test
  void aRateIsNotSettledWhereNobodyListenedOrTheTimeMovedEarly() {
    long settles = MS + 100_000;
    usdm.receive(with(mark(), settles - 61_000, settles, "0.0001"));
    assertThat(usdm.receive(with(mark(), settles + 1_000, settles + 900_000, "0.0003"))).hasSize(3);
    assertThat(usdm.receive(with(mark(), settles + 2_000, settles + 800_000, "0.0003"))).hasSize(3);
    assertThat(usdm.receive(with(mark(), settles + 3_000, settles + 950_000, "0.0003"))).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"''", "0.00000000"})
  void aDatedFutureHasAMarkPriceAndNoFunding(String rate) {
    String mark =
        "{'e':'markPriceUpdate','E':$1,'s':'BTCUSD_240329','p':'100','P':'1','r':'$2','T':0}";
    for (int i = 0; i < 2; i++) {
      assertThat(coinm.fact(Metric.class, with(mark, MS + i, rate)).value()).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @CsvSource({"SELL, liquidated_long", "BUY, liquidated_short"})
  void aLiquidationIsAMetricInTheBaseAndStatedAtTheOrdersPrice(String side, String name) {
    String order =
        "{'e':'forceOrder','E':$1,'o':{'s':'BTCUSD_PERP','S':'$2','q':'9','p':'40000','ap':'50000','X':'FILLED','l':'1','z':'5','T':$1}}";
    Outcome.Known liquidation = (Outcome.Known) coinm.one(with(order, MS, side));
    Metric metric = (Metric) liquidation.fact();
    assertThat(metric.name()).isEqualTo(name);
    assertThat(metric.value()).isEqualTo(0.01);
    assertThat(metric.eventTime()).isEqualTo(MS * 1_000);
    assertThat(liquidation.statement())
        .isEqualTo(
            new Statement.Liquidation(
                "BTC-USD-PERP@binance_coinm", MS * 1_000, "", 40_000, 0.0125, Side.valueOf(side)));
  }

  @Test
  void openInterestIsInTheBaseOnceThereIsAPrice() {
    String interest = "{'openInterest':'$1','symbol':'$2','time':$3}";
    assertThat(usdm.fact(Metric.class, with(interest, 12.5, "BTCUSDT", MS)))
        .isEqualTo(
            new Metric("BTC-USDT-PERP@binance", MS * 1_000, MS * 1_000, "open_interest", 12.5));
    String url = "https://dapi.binance.com/dapi/v1/openInterest?symbol=BTCUSD_240329";
    assertThat(coinm.answer(url, with(interest, 50, "BTCUSD_240329", MS)))
        .containsExactly(new Outcome.Passed(NoFact.NOT_KEPT));
    coinm.receive(with("{'e':'markPriceUpdate','E':$1,'s':'BTCUSD_240329','p':'1000'}", MS));
    String recorded =
        "{'stream':'btcusd_240329@openInterest','generated':true,'data':" + interest + "}";
    assertThat(coinm.fact(Metric.class, with(recorded, 50, "BTCUSD_240329", MS)).value())
        .isEqualTo(5);
    assertThat(coinm.passed(with(recorded, 50, "BTCUSD_240329", MS))).isEqualTo(NoFact.REPEATED);
    assertThat(
            coinm.passed(
                "{'stream':'btcusd_240329@topLongShort','generated':true,'data':{'symbol':'X'}}"))
        .isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void thePriceOfAPairsIndexIsThatOfAllItsContracts() {
    String index =
        "{'stream':'btcusd@indexPrice','data':{'e':'indexPriceUpdate','E':$1,'i':'BTCUSD','p':'77'}}";
    assertThat(coinm.passed(with(index, MS))).isEqualTo(NoFact.NOT_KEPT);
    for (String symbol : List.of("BTCUSD_PERP", "BTCUSD_240329", "ETHUSD_PERP")) {
      coinm.receive(with("{'e':'markPriceUpdate','E':$1,'s':'$2','p':'100'}", MS, symbol));
    }
    List<Metric> prices =
        coinm.receive(with(index, MS)).stream()
            .map(outcome -> (Metric) ((Outcome.Known) outcome).fact())
            .toList();
    assertThat(prices)
        .extracting(Metric::instrument)
        .containsExactlyInAnyOrder("BTC-USD-PERP@binance_coinm", "BTC-USD-240329@binance_coinm");
    assertThat(prices).allMatch(price -> price.name().equals("index_price") && price.value() == 77);
  }

  @Test
  void aCombinedStreamAndAnArrayHoldTheSameEvents() {
    spot.trade(with("{'stream':'btcusdt@aggTrade','data':" + aggregate(1) + "}", MS, "BTCUSDT"));
    assertThat(
            usdm.receive(
                with("{'stream':'!markPrice@arr','data':[" + mark() + ",{'e':'x'}]}", MS, MS, "0")))
        .hasSize(4)
        .last()
        .isInstanceOf(Outcome.Refused.class);
    assertThat(usdm.receive(with("[" + mark() + "]", MS, MS, "0"))).hasSize(3);
  }

  @Test
  void microsecondsAreReadWhereTheConnectionAskedForThem() {
    long micros = MS * 1_000 + 7;
    assertThat(spot.trade(with(aggregate(1), micros, "BTCUSDT")).eventTime()).isEqualTo(micros);
    assertThat(spot.reason(with(aggregate(2), MS / 1_000, "BTCUSDT")))
        .isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void messagesWithoutAFactSayWhy() {
    assertThat(spot.passed("{'result':null,'id':1}")).isEqualTo(NoFact.CONNECTION);
    assertThat(spot.passed("{'e':'24hrMiniTicker'}")).isEqualTo(NoFact.SUMMARY);
    assertThat(usdm.passed("{'e':'continuous_kline'}")).isEqualTo(NoFact.NOT_KEPT);
    assertThat(usdm.passed("{'stream':'btcusdt@rpiDepth@500ms','data':{}}"))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(spot.connect("wss://venue.test"))
        .containsExactly(new Outcome.Passed(NoFact.CONNECTION));
    assertThat(spot.send("no JSON")).containsExactly(new Outcome.Passed(NoFact.CONNECTION));
    assertThat(spot.reason("{'error':{'code':2,'msg':'Invalid request'}}"))
        .isEqualTo(RejectReason.INCONSISTENT);
    assertThat(spot.reason("{'code':-1121,'msg':'Invalid symbol.'}"))
        .isEqualTo(RejectReason.INCONSISTENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'e':'trade'} | no symbol s",
        "{'e':'trade','s':'BTCUSDT','p':'1'} | no t",
        "{'e':'trade','s':'BTCUSDT','t':1,'p':'1','q':'1'} | m does not say",
        "{'e':'kline','s':'BTCUSDT'} | x does not say",
        "{'e':'depthUpdate','s':'BTCUSDT','U':5,'u':4,'b':[],'a':[]} | no range of updates",
        "{'e':'depthUpdate','s':'BTCUSDT','U':4,'u':5,'b':[['1','-1']],'a':[]} | level at 1.0 is"
            + " -1.0",
        "{'e':'depthUpdate','s':'BTCUSDT','U':4,'u':5,'b':[],'a':[['1']]} | no element 1",
        "{'u':1,'s':'BTCUSDT','b':'1','B':'NaN','a':'2','A':'1'} | B is NaN",
        "{'e':'nova'} | e is 'nova'",
        "{} | no kind e",
        "5 | no kind e",
        "[] | no event",
        "{'e' | no JSON",
      })
  void whatIsNotAsItShouldBeIsRefusedInWords(String text, String words) {
    assertRefused(spot.one(text), RejectReason.UNDECODABLE, words);
  }

  @Test
  void aQuoteWithoutABookIsABookOfOneLevel() {
    Book book = spot.book("{'u':1,'s':'BTCUSDT','b':'1','B':'3','a':'2','A':'4'}");
    assertThat(book.bidPrices()).containsExactly(1);
    assertThat(book.askSizes()).containsExactly(4);
    assertThat(book.eventTime()).isEqualTo(RECEIVED);
    assertThat(spot.passed("{'u':2,'s':'BTCUSDT','b':'0','B':'0','a':'2','A':'4'}"))
        .isEqualTo(NoFact.ONE_SIDED);
    assertThat(spot.reason("{'u':3,'s':'BTCUSDT','b':'3','B':'1','a':'2','A':'4'}"))
        .isEqualTo(RejectReason.INCONSISTENT);
  }

  private static String aggregate(long id) {
    return "{'e':'aggTrade','E':$1,'s':'$2','a':"
        + id
        + ",'p':'5','q':'2','f':1,'l':1,'T':$1,'m':false}";
  }

  private static String mark() {
    return "{'e':'markPriceUpdate','E':$1,'s':'BTCUSDT','p':'100','i':'99','r':'$3','T':$2}";
  }

  /** The text with the values for $1, $2 and so on. */
  private static String with(String text, Object... values) {
    String filled = text;
    for (int i = 0; i < values.length; i++) {
      filled = filled.replace("$" + (i + 1), String.valueOf(values[i]));
    }
    return filled;
  }
}
