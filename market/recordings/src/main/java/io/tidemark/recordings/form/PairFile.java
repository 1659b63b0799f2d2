package io.tidemark.recordings.form;

import io.tidemark.recordings.file.ExchangeName;
import io.tidemark.recordings.file.InstrumentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the place of a file of freqtrade or ccxt says: {@code
 * data/binance/futures/BTC_USDT_USDT-1h-futures.json}.
 *
 * @param instrument whose it is
 * @param content what freqtrade says that it holds, such as {@code futures} or {@code mark}; empty
 *     where it says nothing
 * @param remarks what is to be known of it
 */
public record PairFile(String instrument, String content, List<String> remarks) {

  private static final Pattern NAME =
      Pattern.compile(
          "([A-Z0-9]+)_([A-Z0-9]+)(?:_([A-Z0-9]+))?-(?:[0-9]+[a-zA-Z]+|trades)(?:-([a-zA-Z_]+))?");

  /** Of anybody's file that begins with a pair: {@code BTC-USDT_1h}, {@code ETH_USDT_SWAP}. */
  private static final Pattern PARTED =
      Pattern.compile(
          "([A-Z0-9]+)[-_](" + InstrumentName.quotes() + ")(?:[-_](PERP|SWAP))?(?:[-_ ].*)?");

  /** In small letters, where a word such as data may stand before a coin: {@code btc_usdt_1h}. */
  private static final Pattern SMALL =
      Pattern.compile("[A-Za-z0-9]+[-_](?:[Ff]dusd|[Uu]sd[tc]?|[Ee]ur|[Gg]bp)(?:[-_ ].*)?");

  /** Of a file; the user's words come before its name. */
  public static PairFile of(Path path, @Nullable String instrument) {
    Matcher name = NAME.matcher(InstrumentName.stem(path));
    boolean isPair = name.matches();
    String content = isPair && name.group(4) != null ? name.group(4) : "";
    String named = Owner.named(instrument);
    if (named != null) {
      return new PairFile(named, content, List.of());
    }
    if (!isPair) {
      return plain(path);
    }
    boolean perpetual = name.group(3) != null || content.equals("futures");
    String pair = name.group(1) + "-" + name.group(2) + (perpetual ? "-PERP" : "");
    String exchange = exchange(path);
    return exchange == null
        ? new PairFile(pair + "@unknown", content, List.of(nameless(pair)))
        : new PairFile(pair + "@" + exchange, content, List.of());
  }

  private static PairFile plain(Path path) {
    Matcher parted = PARTED.matcher(pair(path));
    String whole =
        parted.matches()
            ? InstrumentName.base(parted.group(1))
                + "-"
                + parted.group(2)
                + (parted.group(3) == null ? "" : "-PERP")
                + "@"
                + InstrumentName.UNKNOWN_VENUE
            : Owner.of(path);
    String pair = whole.substring(0, whole.indexOf('@'));
    String venue = place(path).venue();
    return venue.equals(InstrumentName.UNKNOWN_VENUE)
        ? new PairFile(whole, "", List.of(nameless(pair)))
        : new PairFile(pair + "@" + venue, "", List.of());
  }

  /** A file's name without the exchange before the pair, in capitals where it is one. */
  private static String pair(Path path) {
    String stem = InstrumentName.stem(path);
    String first = stem.split("[-_]", 2)[0];
    boolean isNamed = first.length() < stem.length() && ExchangeName.isOne(first);
    String pair = stem.substring(isNamed ? first.length() + 1 : 0);
    return SMALL.matcher(pair).matches() ? pair.toUpperCase(Locale.ROOT) : pair;
  }

  /** Venue and market as the path says in the way of our own files, or by an exchange's folder. */
  static InstrumentName place(Path path) {
    InstrumentName name = InstrumentName.of(path);
    String exchange = exchange(path);
    return exchange == null || !name.venue().equals(InstrumentName.UNKNOWN_VENUE)
        ? name
        : new InstrumentName(exchange, name.perpetual(), name.symbol());
  }

  private static String nameless(String pair) {
    return "its path does not name the exchange: put it in a folder that is called as the exchange"
        + " is, such as binance, or give --instrument "
        + pair
        + "@binance";
  }

  /** The exchange whose name is a folder's, the nearest one; null where there is none. */
  private static @Nullable String exchange(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    while (folder != null && folder.getFileName() != null) {
      String name = folder.getFileName().toString().toLowerCase(Locale.ROOT);
      if (ExchangeName.isOne(name)) {
        return name;
      }
      folder = folder.getParent();
    }
    return null;
  }
}
