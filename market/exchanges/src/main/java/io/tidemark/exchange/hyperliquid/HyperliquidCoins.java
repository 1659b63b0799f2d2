package io.tidemark.exchange.hyperliquid;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueClock;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Hyperliquid's coins stand for: {@code BTC} is the perpetual BTC-USD-PERP, {@code kPEPE}
 * counts thousands and is KPEPE-USD-PERP, {@code xyz:TSLA} is one of a market that somebody else
 * deployed, TSLA-USD-XYZPERP, {@code PURR/USDC} is spot. Most of spot is only numbered,
 * {@code @107}: the venue's list says what it is.
 */
final class HyperliquidCoins {

  private static final String SPOT = "spot";
  private static final Pattern PERPETUAL = Pattern.compile("(?:([a-z0-9]+):)?([A-Za-z0-9]+)");
  private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9]+)/([A-Za-z0-9]+)");
  private static final Pattern NUMBER = Pattern.compile("@\\d+");

  private final VenueClock clock = new VenueClock();
  private final VenueSymbols<HyperliquidInstrument> symbols =
      new VenueSymbols<>(this::unlisted, this::instrument);

  /** The perpetuals of each market in the order of its list; the venue's own market is "". */
  private final Map<String, List<String>> universes = new HashMap<>();

  /** Of which markets the list has spoken. */
  private final Set<String> listed = new HashSet<>();

  private HyperliquidInstrument instrument(Listing listing) {
    return new HyperliquidInstrument(listing, clock);
  }

  private @Nullable Listing unlisted(String coin) {
    return listed.contains(market(coin)) ? null : byName(coin);
  }

  private static String market(String coin) {
    int colon = coin.indexOf(':');
    boolean spot = coin.indexOf('/') >= 0 || NUMBER.matcher(coin).matches();
    return spot ? SPOT : coin.substring(0, Math.max(colon, 0));
  }

  private static @Nullable Listing byName(String coin) {
    Matcher pair = PAIR.matcher(coin);
    if (pair.matches()) {
      return listing(pair.group(1), pair.group(2), "");
    }
    Matcher perpetual = PERPETUAL.matcher(coin);
    if (!perpetual.matches()) {
      return null;
    }
    String market = perpetual.group(1) == null ? "" : perpetual.group(1);
    return listing(perpetual.group(2), "USD", "-" + market + "PERP");
  }

  private static Listing listing(String base, String quote, String term) {
    String name = (base + "-" + quote + term).toUpperCase(Locale.ROOT);
    return new Listing(name + "@hyperliquid", Unit.BASE);
  }

  /** What is remembered of the coin; null if it is not known. */
  @Nullable HyperliquidInstrument find(String coin) {
    return symbols.find(coin);
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    clock.forget();
    symbols.all().forEach(HyperliquidInstrument::restart);
  }

  /** Whether only the venue's list can tell what the coin is. */
  boolean needsList(String coin) {
    return NUMBER.matcher(coin).matches() && !listed.contains(SPOT);
  }

  /** The perpetuals of a market in the order of its list; empty where it has not spoken. */
  List<String> universe(String market) {
    return universes.getOrDefault(market, List.of());
  }

  /** Whether the answer is a list of perpetuals or of spot. */
  static boolean isList(JsonNode answer) {
    return answer.path("universe").isArray();
  }

  /**
   * Takes a list: of spot where it has tokens.
   *
   * @throws BadMessageException if it is none
   */
  void list(JsonNode answer) throws BadMessageException {
    JsonNode universe = Json.array(answer, "universe");
    if (universe.size() > VenueSymbols.MOST) {
      throw new BadMessageException("there are " + universe.size() + " coins, too many");
    }
    if (answer.has("tokens")) {
      listSpot(universe, Json.array(answer, "tokens"));
      return;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode row : universe) {
      names.add(Json.text(row, "name"));
    }
    for (String name : names) {
      Listing listing = byName(name);
      if (listing != null) {
        symbols.list(name, listing);
        listed.add(market(name));
      }
    }
    if (!names.isEmpty() && universes.size() < VenueSymbols.MOST) {
      universes.put(market(names.get(0)), names);
    }
  }

  private void listSpot(JsonNode universe, JsonNode tokens) throws BadMessageException {
    Map<Long, String> names = new HashMap<>();
    for (JsonNode token : tokens) {
      names.put(Json.whole(token, "index"), Json.text(token, "name"));
    }
    for (JsonNode row : universe) {
      JsonNode pair = Json.array(row, "tokens");
      String base = names.get(Json.whole(pair, 0));
      String quote = names.get(Json.whole(pair, 1));
      if (base != null && quote != null) {
        symbols.list(Json.text(row, "name"), listing(base, quote, ""));
        listed.add(SPOT);
      }
    }
  }
}
