package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Bybit, version 5: each category has a socket of its own; the client pings. Source: Bybit's public
 * documentation, "WebSocket Stream" and "Get Instruments Info".
 */
final class BybitDialect extends StreamDialect {

  /** A category of instruments. */
  enum Category {
    SPOT(Venue.BYBIT_SPOT),
    LINEAR(Venue.BYBIT),
    INVERSE(Venue.BYBIT);

    private final Venue venue;

    Category(Venue venue) {
      this.venue = venue;
    }
  }

  /** More arguments in one text are refused. */
  private static final int MOST_ARGUMENTS = 10;

  private final Category category;

  BybitDialect(Category category) {
    super(
        category.venue, "wss://stream.bybit.com", "https://api.bybit.com", Duration.ofSeconds(30));
    this.category = category;
  }

  /** Dated contracts have names of their own, which no rule makes. */
  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "bybit")
        .filter(
            parts ->
                switch (category) {
                  case SPOT -> parts.isSpot();
                  case LINEAR -> parts.isPerpetual() && parts.quote().equals("USDT");
                  case INVERSE -> parts.isPerpetual() && parts.quote().equals("USD");
                })
        .map(parts -> parts.base() + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(
        plan.rest().resolve("/v5/market/instruments-info?category=" + word() + "&limit=1000"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/v5/public/" + word());
  }

  private String word() {
    return category.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String name() {
    return "bybit-" + word();
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> topics = new ArrayList<>();
    for (String symbol : symbols) {
      if (channels.contains(FeedChannel.TRADES)) {
        topics.add(quoted(List.of("publicTrade." + symbol)));
      }
      if (channels.contains(FeedChannel.BOOK)) {
        topics.add(quoted(List.of("orderbook.50." + symbol)));
      }
      if (channels.contains(FeedChannel.DERIVATIVE) && category != Category.SPOT) {
        topics.add(quoted(List.of("tickers." + symbol)));
        topics.add(quoted(List.of("allLiquidation." + symbol)));
      }
    }
    return inTexts("{\"op\":\"" + verb.word() + "\",\"args\":[%s]}", topics, MOST_ARGUMENTS);
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    String most = category == Category.SPOT ? "60" : "1000";
    return Optional.of(
        plan.rest()
            .resolve(
                "/v5/market/recent-trade?category="
                    + word()
                    + "&symbol="
                    + symbol
                    + "&limit="
                    + most));
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("{\"op\":\"ping\"}");
  }
}
