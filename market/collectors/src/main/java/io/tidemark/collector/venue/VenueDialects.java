package io.tidemark.collector.venue;

import java.util.List;
import java.util.Optional;

/** The venues that can be collected from. */
public final class VenueDialects {

  /** In the order in which they are listed; each instrument is of one of them. */
  public static final List<VenueDialect> ALL =
      List.of(
          new BinanceDialect(BinanceDialect.Market.SPOT),
          new BinanceDialect(BinanceDialect.Market.USDM),
          new BinanceDialect(BinanceDialect.Market.COINM),
          new CoinbaseDialect(),
          new KrakenDialect());

  private VenueDialects() {}

  /** Whose instrument it is, by its name. */
  public static Optional<VenueDialect> of(String instrument) {
    return ALL.stream().filter(dialect -> dialect.symbol(instrument).isPresent()).findFirst();
  }
}
