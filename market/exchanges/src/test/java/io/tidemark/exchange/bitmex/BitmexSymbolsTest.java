package io.tidemark.exchange.bitmex;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.passed;
import static io.tidemark.exchange.bitmex.BitmexMessages.listed;
import static io.tidemark.exchange.bitmex.BitmexMessages.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What symbols stand for, with and without the list. */
final class BitmexSymbolsTest {

  private final Conversation bitmex = listed();

  @ParameterizedTest
  @CsvSource({
    "XBTUSD, BTC-USD-PERP@bitmex, 300, 10000, 0.03",
    "XBTZ20, BTC-USD-201225@bitmex, 300, 10000, 0.03",
    "ADAZ20, ADA-BTC-201225@bitmex, 300, 0.00002, 300",
    "XBTUSDT, BTC-USDT-PERP@bitmex, 3000, 10000, 0.003",
    "ETHUSD, ETH-USD-PERP@bitmex, 300, 500, 0.25",
  })
  void contractsBecomeTheBaseCurrency(
      String symbol, String instrument, long size, double price, double base) {
    Trade trade = bitmex.trade(trade(symbol, size, price, 0.25, symbol, ""));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isCloseTo(base, within(1e-12));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.eventTime()).isEqualTo(1_600_000_009_500_000L);
    assertThat(trade.availableAt()).isEqualTo(AT);
  }

  @ParameterizedTest
  @CsvSource({
    "XBTUSD, BTC-USD-PERP@bitmex, 300, 10000, 0.03",
    "XBTH24, BTC-USD-240329@bitmex, 300, 10000, 0.03",
    "XBTEURZ21, BTC-EUR-211231@bitmex, 300, 10000, 0.03",
    "XBTUSDT, BTC-USDT-PERP@bitmex, 3000, 10000, 0.003",
    "ETHUSDT, ETH-USDT-PERP@bitmex, 3000, 1000, 0.03",
    "XRPM20, XRP-BTC-200626@bitmex, 300, 0.00002, 300",
    "LTCUSD, LTC-USD-PERP@bitmex, 300, 60, 0.25",
  })
  void beforeTheListHasComeSomeSymbolsTellWhatTheyAre(
      String symbol, String instrument, long size, double price, double base) {
    Conversation fresh = new Conversation(Venue.BITMEX);
    Trade trade = fresh.trade(trade(symbol, size, price, 0.25, symbol, ""));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isCloseTo(base, within(1e-12));
  }

  @Test
  void whatASymbolDoesNotTellTheListMustSay() {
    Conversation fresh = new Conversation(Venue.BITMEX);
    for (String symbol : List.of("XBT", "XBTA24", "SOLUSDT", "", "xbtusd")) {
      assertRefused(
          fresh.one(trade(symbol, 1, 1, 1, "a", "")),
          RejectReason.UNKNOWN_INSTRUMENT,
          "not known without the list of instruments");
    }
    assertThat(fresh.passed(trade(".BXBT", 1, 1, 1, "a", ""))).isEqualTo(NoFact.NOT_KEPT);
    fresh.receive(
        """
        {"table":"instrument","action":"partial","data":[{"symbol":"SOLUSDT","typ":"FFWCSX",
         "underlying":"SOL","quoteCurrency":"USDT","underlyingToPositionMultiplier":10000,
         "multiplier":100},{"symbol":"XBT_USDT","typ":"IFXXXP","underlying":"XBT",
         "quoteCurrency":"USDT","underlyingToPositionMultiplier":100000000},
         {"symbol":".BXBT","typ":"MRCXXX"}]}\
        """);
    assertThat(fresh.trade(trade("SOLUSDT", 20_000, 20, 1, "b", "")).quantity()).isEqualTo(2);
    Trade spot = fresh.trade(trade("XBT_USDT", 50_000_000, 20, 1, "b", ""));
    assertThat(spot.instrument()).isEqualTo("BTC-USDT@bitmex");
    assertThat(spot.quantity()).isCloseTo(0.5, within(1e-12));
    assertThat(fresh.trade(trade("XBTUSD", 1, 1, 1, "c", ""))).isNotNull();
  }

  @Test
  void anAnswerMayBeOfOneInstrumentOrOfTradesThatWere() {
    Conversation fresh = new Conversation(Venue.BITMEX);
    String row =
        "{'symbol':'ADAUSDT','typ':'FFWCSX','underlying':'ADA','quoteCurrency':'USDT',"
            + "'underlyingToPositionMultiplier':100,'multiplier':1}";
    assertThat(fresh.answer("https://www.bitmex.com/api/v1/instrument?symbol=ADAUSDT", row))
        .containsExactly(passed(NoFact.REFERENCE));
    assertThat(fresh.trade(trade("ADAUSDT", 200, 2, 1, "a", "")).quantity()).isEqualTo(2);
    assertThat(fresh.trade(trade("XBTUSD", 1, 1, 1, "b", ""))).isNotNull();
    assertThat(fresh.answer("https://www.bitmex.com/api/v1/trade", "[{'symbol':'XBTUSD'}]"))
        .containsExactly(passed(NoFact.HISTORY));
    assertRefused(
        fresh.answer("https://www.bitmex.com/api/v1/trade", "{'error':{'message':'Busy'}}").get(0),
        RejectReason.INCONSISTENT,
        "Busy");
  }
}
