package io.tidemark.collector.venue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The venues that can be collected from. */
public final class VenueDialects {

  /** In the order in which they are listed; each instrument is of one of them. */
  public static final List<VenueDialect> ALL =
      List.of(
          new BinanceDialect(BinanceDialect.Market.SPOT),
          new BinanceDialect(BinanceDialect.Market.US),
          new BinanceDialect(BinanceDialect.Market.USDM),
          new BinanceDialect(BinanceDialect.Market.COINM),
          new CoinbaseDialect(),
          new AdvancedTradeDialect(),
          new KrakenDialect(),
          new BybitDialect(BybitDialect.Category.SPOT),
          new BybitDialect(BybitDialect.Category.LINEAR),
          new BybitDialect(BybitDialect.Category.INVERSE),
          new OkxDialect(),
          new GateDialect(GateDialect.Market.SPOT),
          new GateDialect(GateDialect.Market.USDT),
          new GateDialect(GateDialect.Market.BTC),
          new BitgetDialect(BitgetDialect.Product.SPOT),
          new BitgetDialect(BitgetDialect.Product.USDT_FUTURES),
          new BitgetDialect(BitgetDialect.Product.USDC_FUTURES),
          new BitgetDialect(BitgetDialect.Product.COIN_FUTURES),
          new KucoinDialect(KucoinDialect.Market.SPOT),
          new KucoinDialect(KucoinDialect.Market.FUTURES),
          new HtxDialect(HtxDialect.Market.SPOT),
          new HtxDialect(HtxDialect.Market.LINEAR),
          new HtxDialect(HtxDialect.Market.INVERSE),
          new GeminiDialect(),
          new MexcSpotDialect(),
          new MexcDialect(),
          new DeribitDialect(),
          new KrakenFuturesDialect(),
          new BitmexDialect(),
          new BitfinexDialect(),
          new HyperliquidDialect(),
          new BitstampDialect(),
          new DydxDialect(),
          new CryptoComDialect());

  private VenueDialects() {}

  /** What may stand behind the {@code @} of an instrument, in the order of {@link #ALL}. */
  public static List<String> venuesOfInstruments() {
    return examples().map(VenueDialects::venueOf).distinct().toList();
  }

  /** An instrument of each form there is at the venue of this one; none if nothing collects it. */
  public static List<String> formsAtVenueOf(String instrument) {
    return examples().filter(each -> venueOf(each).equals(venueOf(instrument))).toList();
  }

  private static Stream<String> examples() {
    return ALL.stream().flatMap(dialect -> dialect.profile().examples().stream());
  }

  private static String venueOf(String instrument) {
    return instrument.substring(instrument.indexOf('@') + 1);
  }

  /** Whose instrument it is, by its name. */
  public static Optional<VenueDialect> of(String instrument) {
    return ALL.stream().filter(dialect -> dialect.symbol(instrument).isPresent()).findFirst();
  }
}
