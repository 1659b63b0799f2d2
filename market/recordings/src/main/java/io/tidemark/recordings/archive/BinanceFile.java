package io.tidemark.recordings.archive;

import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.form.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the place of a file of Binance's public archive says: {@code
 * data/futures/um/monthly/klines/BTCUSDT/1h/BTCUSDT-1h-2024-12.zip}.
 *
 * @param instrument whose it is
 * @param market spot or futures
 * @param isSaid whether something says the market
 */
record BinanceFile(String instrument, Market market, boolean isSaid) {

  /** Binance's markets. */
  enum Market {
    SPOT,
    USDM,
    COINM
  }

  private static final Map<String, Market> SIGNS =
      Map.of(
          "spot", Market.SPOT,
          "um", Market.USDM,
          "usdm", Market.USDM,
          "cm", Market.COINM,
          "coinm", Market.COINM);

  /** Such as {@code BTCUSDT}, {@code BTCUSD_PERP} or {@code BTCUSDT_250328}. */
  private static final Pattern SYMBOL =
      Pattern.compile("([A-Z0-9]{4,}?)(_(?:PERP|[0-9]{6}))?(?:[-_].*)?");

  private static final Pattern NAMED = Pattern.compile("[A-Z0-9]{4,}(_(PERP|[0-9]{6}))?-.*");

  /**
   * Of a file.
   *
   * @param given whose it is as the user says; null: as the path does
   * @param form the only market whose files have this form; null where there are others
   * @throws UnreadableDataException where it does not say whose it is
   */
  static BinanceFile of(Path path, @Nullable String given, @Nullable Market form) {
    String stem = InstrumentName.stem(path);
    Matcher symbol = SYMBOL.matcher(stem);
    boolean isNamed = NAMED.matcher(stem).matches() && symbol.matches();
    Market said = sign(path, stem);
    if (said == null && isNamed && symbol.group(2) != null && symbol.group(1).endsWith("USD")) {
      said = Market.COINM;
    } else if (said == null && isNamed && symbol.group(2) != null) {
      said = Market.USDM;
    }
    said = said == null ? form : said;
    Market market = said == null ? Market.SPOT : said;
    String named = Owner.named(given);
    if (named != null) {
      return new BinanceFile(named, market(named, market), true);
    }
    if (isNamed) {
      String name = instrument(path, symbol.group(1), symbol.group(2), market);
      return new BinanceFile(name, market, said != null);
    }
    String pair = InstrumentName.of(path).symbol();
    String owner = pair == null ? Owner.of(path) : instrument(path, pair, null, market);
    return new BinanceFile(owner, market, said != null);
  }

  /** What is to be known of it. */
  List<String> remarks() {
    return isSaid
        ? List.of()
        : List.of(
            "neither its name nor its folder says the market, so it is taken for spot: put what is"
                + " of futures in a folder um or cm, or name it with --instrument");
  }

  /** Quantities of COIN-M are contracts; the base currency stands where others have the quote. */
  boolean countsContracts() {
    return market == Market.COINM;
  }

  private static Market market(String instrument, Market otherwise) {
    return instrument.endsWith(InstrumentName.COIN_MARGINED) ? Market.COINM : otherwise;
  }

  private static @Nullable Market sign(Path path, String stem) {
    for (String word : stem.split("[-_]", -1)) {
      Market market = SIGNS.get(word.toLowerCase(Locale.ROOT));
      if (market != null) {
        return market;
      }
    }
    Path folder = path.toAbsolutePath().getParent();
    while (folder != null && folder.getFileName() != null) {
      for (String word : folder.getFileName().toString().split("[-_]", -1)) {
        Market market = SIGNS.get(word.toLowerCase(Locale.ROOT));
        if (market != null) {
          return market;
        }
      }
      folder = folder.getParent();
    }
    return null;
  }

  private static String instrument(Path path, String pair, @Nullable String term, Market market) {
    String venue = market == Market.COINM ? "binance" + InstrumentName.COIN_MARGINED : "binance";
    String kind = term == null ? "PERP" : term.substring(1);
    InstrumentName name = new InstrumentName(venue, false, pair);
    String whole = name.instrument(path, pair);
    return market == Market.SPOT ? whole : whole.replace("@", "-" + kind + "@");
  }
}
