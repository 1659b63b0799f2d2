package io.tidemark.recordings.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells an instrument from where its file lies: {@code binance_usdm_1h/BTCUSDT.csv.gz} holds {@code
 * BTC-USDT-PERP@binance}.
 *
 * @param venue {@code binance}; {@link #UNKNOWN_VENUE} where the path does not say
 * @param perpetual whether the market is one of perpetuals
 * @param symbol {@code BTCUSDT}, or null where the path does not say
 */
public record InstrumentName(String venue, boolean perpetual, @Nullable String symbol) {

  /** Of a file whose path names no venue. */
  public static final String UNKNOWN_VENUE = "unknown";

  /** Suffix of the venue whose quantities are contracts. */
  public static final String COIN_MARGINED = "_coinm";

  private static final Set<String> PERPETUAL = Set.of("usdm", "coinm", "perp", "swap");
  private static final Set<String> MARKETS = Set.of("spot", "usdm", "coinm", "perp", "swap");

  /** Longest first where one ends another. */
  private static final List<String> QUOTES =
      List.of(
          "FDUSD", "USDT", "USDC", "USD", "EUR", "GBP", "JPY", "TRY", "DAI", "BTC", "ETH", "BNB");

  /** DOTUSD or DO-TUSD? Better ask. */
  private static final List<String> AMBIGUOUS = List.of("TUSD", "BUSD");

  /** In small letters the others end words, such as country. */
  private static final List<String> QUOTES_OF_ANY_CASE =
      List.of("USDT", "USDC", "USD", "EUR", "BTC");

  /** As BitMEX and Kraken call bitcoin. */
  private static final String XBT = "XBT";

  private static final Pattern PARTS = Pattern.compile("[-_ ,()]+");
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{5,}");
  private static final Pattern LETTERS = Pattern.compile(".*[A-Z].*");

  public static InstrumentName of(Path path) {
    String[] file = stem(path).split("_", -1);
    Path parent = path.toAbsolutePath().getParent();
    Path folder = parent == null ? null : parent.getFileName();
    String[] directory = folder == null ? new String[0] : folder.toString().split("_", -1);
    String[] place = namesMarket(file) ? file : directory;
    boolean known = namesMarket(place);
    String market = known ? place[1] : "spot";
    String first = file.length > 1 && ExchangeName.isOne(file[0]) ? file[0] : UNKNOWN_VENUE;
    String venue = known ? place[0] : first.toLowerCase(Locale.ROOT);
    return new InstrumentName(
        market.equals("coinm") ? venue + COIN_MARGINED : venue,
        PERPETUAL.contains(market),
        symbol(stem(path)));
  }

  /** The whole name, for this symbol. */
  public String instrument(Path path, String ticker) {
    for (String quote : QUOTES) {
      if (ticker.endsWith(quote) && ticker.length() > quote.length() && !isAmbiguous(ticker)) {
        String base = ticker.substring(0, ticker.length() - quote.length());
        return base(base) + "-" + quote + (perpetual ? "-PERP" : "") + "@" + venue;
      }
    }
    throw new UnreadableDataException(
        path
            + ": cannot tell base and quote of '"
            + ticker
            + "': name the instrument with --instrument BASE-QUOTE@venue.");
  }

  /** The usual name of a coin. */
  public static String base(String name) {
    return name.equals(XBT) ? "BTC" : name;
  }

  private static boolean isAmbiguous(String ticker) {
    return AMBIGUOUS.stream().anyMatch(ticker::endsWith)
        && !ticker.endsWith("FDUSD")
        && !ticker.equals(XBT + "USD");
  }

  private static boolean namesMarket(String[] words) {
    return words.length > 1 && MARKETS.contains(words[1]);
  }

  /** The first word that ends in a quote; or else one in capitals, of which it can be asked. */
  private static @Nullable String symbol(String stem) {
    String[] words = PARTS.split(stem);
    for (String word : words) {
      if (isSymbol(word) && QUOTES.stream().anyMatch(word::endsWith)) {
        return word;
      }
    }
    for (String word : words) {
      String capitals = word.toUpperCase(Locale.ROOT);
      if (isSymbol(capitals) && QUOTES_OF_ANY_CASE.stream().anyMatch(capitals::endsWith)) {
        return capitals;
      }
    }
    return Arrays.stream(words).filter(InstrumentName::isSymbol).findFirst().orElse(null);
  }

  private static boolean isSymbol(String word) {
    return SYMBOL.matcher(word).matches()
        && LETTERS.matcher(word).matches()
        && !ExchangeName.isOne(word);
  }

  /** The currencies that end symbols, parted by {@code |}. */
  public static String quotes() {
    return String.join("|", QUOTES);
  }

  /** A file's name up to its first point. */
  public static String stem(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
