package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deribit, version 2: JSON-RPC over a socket. The venue asks for a sign of life every 30 s. Books
 * come every 100 ms, for the raw ones need an account. Source: Deribit's public documentation,
 * "public/subscribe", "public/set_heartbeat" and "public/get_instruments".
 */
final class DeribitDialect extends StreamDialect {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  DeribitDialect() {
    super(
        Venue.DERIBIT, "wss://www.deribit.com", "https://www.deribit.com", Duration.ofSeconds(70));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 2",
        List.of(
            "BTC-USDC@deribit",
            "BTC-USD-PERP@deribit",
            "BTC-USDC-PERP@deribit",
            "BTC-USD-250328@deribit"),
        BookCheck.NUMBERS,
        1_000,
        VenueProfile.Proof.REPLAYED,
        "books and trades every 100 ms");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    MarketStream book = MarketStream.book("book");
    return kind.isSpot()
        ? List.of(MarketStream.trades("trades"), book)
        : List.of(
            MarketStream.trades("trades", MarketData.LIQUIDATIONS),
            book,
            MarketStream.derivative(
                "ticker", MarketData.MARK_PRICE, MarketData.INDEX_PRICE, MarketData.OPEN_INTEREST));
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "deribit").flatMap(DeribitDialect::symbol);
  }

  /** What is settled in the base has no quote in its name. */
  private static Optional<String> symbol(InstrumentParts parts) {
    if (parts.isSpot()) {
      return Optional.of(parts.base() + "_" + parts.quote());
    }
    String pair = parts.base() + (parts.quote().equals("USD") ? "" : "_" + parts.quote());
    return term(parts).map(term -> pair + "-" + term);
  }

  /** {@code 250307} is {@code 7MAR25}. */
  private static Optional<String> term(InstrumentParts parts) {
    String term = parts.term();
    if (parts.isPerpetual()) {
      return Optional.of("PERPETUAL");
    }
    if (!term.matches("\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])")) {
      return Optional.empty();
    }
    String month = MONTHS.get(Integer.parseInt(term.substring(2, 4)) - 1);
    return Optional.of(Integer.parseInt(term.substring(4)) + month + term.substring(0, 2));
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    Set<String> kinds = new TreeSet<>();
    plan.names().forEach(symbol -> kinds.add(isSpot(symbol) ? "spot" : "future"));
    return kinds.stream()
        .map(kind -> request(plan, "get_instruments?currency=any&kind=" + kind))
        .toList();
  }

  private static boolean isSpot(String symbol) {
    return symbol.indexOf('-') < 0;
  }

  private static URI request(FeedPlan plan, String what) {
    return plan.rest().resolve("/api/v2/public/" + what);
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/ws/api/v2");
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    List<String> texts = new ArrayList<>();
    texts.add(call("set_heartbeat", "\"interval\":30"));
    texts.addAll(super.subscribe(plan));
    return texts;
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> names = new ArrayList<>();
    for (String symbol : symbols) {
      InstrumentKind kind = isSpot(symbol) ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
      for (MarketStream stream : streams(kind, channels)) {
        names.add(stream.name() + "." + symbol + ".100ms");
      }
    }
    return names.isEmpty()
        ? List.of()
        : List.of(call(verb.word(), "\"channels\":[%s]".formatted(quoted(names))));
  }

  private static String call(String method, String parameters) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/%s\",\"params\":{%s}}"
        .formatted(method, parameters);
  }

  @Override
  public Optional<String> reply(String received) {
    return received.contains("\"test_request\"") ? Optional.of(call("test", "")) : Optional.empty();
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(
        request(plan, "get_last_trades_by_instrument?instrument_name=" + symbol + "&count=1000"));
  }
}
